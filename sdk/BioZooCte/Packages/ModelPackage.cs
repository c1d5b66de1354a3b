using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages;

/// <summary>
/// An opened package: its description, and its files on this machine's disk. Whoever opened it disposes it, which
/// removes what was unpacked or downloaded for it.
/// </summary>
public sealed class ModelPackage : IDisposable
{
    private readonly IPackageFiles _files;

    internal ModelPackage(
        string source, string id, ModelDescription description, ImmutableArray<PackageNotice> notices, IPackageFiles files)
    {
        Source = source;
        Id = id;
        Description = description;
        Notices = notices;
        _files = files;
    }

    /// <summary>Where it came from: the path or URL that was opened, as given.</summary>
    public string Source { get; }

    /// <summary>The name of the package's folder, or of its file without extension.</summary>
    public string Id { get; }

    /// <summary>What the package states.</summary>
    public ModelDescription Description { get; }

    /// <summary>Warnings from reading it.</summary>
    public ImmutableArray<PackageNotice> Notices { get; }

    /// <summary>
    /// The path on disk of a file of the package; fetched or unpacked at the first call, and verified against its
    /// declared sha256.
    /// </summary>
    /// <exception cref="InvalidModelPackageException">
    /// The file is missing, its path leaves the package, or its hash is another.
    /// </exception>
    public string ResolveFile(FileDescription file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return _files.Resolve(file);
    }

    /// <summary>The weights in a format, or null.</summary>
    public WeightsDescription? FindWeights(string format) =>
        Description.Weights.FirstOrDefault(w => w.Format == format);

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();
}
