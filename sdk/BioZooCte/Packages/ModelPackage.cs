using System.Collections.Immutable;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages;

/// <summary>
/// An opened package: its description, and its files on this machine's disk. Whoever opened it disposes it,
/// which removes what was unpacked or downloaded for it.
/// </summary>
public sealed class ModelPackage : IDisposable
{
    private readonly ImmutableArray<PackageNotice> _notices;
    private readonly IPackageFiles _files;

    internal ModelPackage(
        string source,
        string id,
        ModelDescription description,
        ImmutableArray<PackageNotice> notices,
        IPackageFiles files)
    {
        Source = source;
        Id = id;
        Description = description;
        _notices = notices;
        _files = files;
    }

    /// <summary>Where it came from: the path or URL that was opened, as given.</summary>
    public string Source { get; }

    /// <summary>
    /// The name of the package's folder, or of its file without extension. An RDF that was opened by its own
    /// path gives the folder's name if it is called <c>rdf.yaml</c>, <c>bioimageio.yaml</c> or
    /// <c>model.yaml</c>, else its own name without <c>.yaml</c> and what of <c>.rdf</c>, <c>.bioimageio</c>
    /// and <c>.model</c> stands before it.
    /// </summary>
    public string Id { get; }

    /// <summary>What the package states.</summary>
    public ModelDescription Description { get; }

    /// <summary>Warnings from reading it, and from the files that were resolved so far.</summary>
    public ImmutableArray<PackageNotice> Notices => [.. _notices, .. _files.Notices];

    /// <summary>
    /// The path on disk of a file of the package; fetched or unpacked at the first call, and verified against
    /// its declared sha256.
    /// </summary>
    /// <exception cref="InvalidModelPackageException">
    /// The file is missing, its path leaves the package, or its hash is another.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// The token that the package was opened with asked for it while a file was fetched.
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
