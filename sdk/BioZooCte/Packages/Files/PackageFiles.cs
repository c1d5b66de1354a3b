using System.Collections.Immutable;
using System.Security.Cryptography;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Files;

/// <summary>
/// What all packages do with the files that their RDF names: a path has to stay inside the package, a URL is
/// downloaded, a declared hash is verified once. May be used by several threads; they take turns.
/// </summary>
/// <param name="rdfPath">The RDF as errors name it.</param>
/// <param name="options">What is allowed.</param>
/// <param name="downloads">What fetches files named by a URL; disposed with this.</param>
internal abstract class PackageFiles(string rdfPath, PackageOptions options, Downloads downloads) : IPackageFiles
{
    private readonly Lock _turn = new();
    private readonly Dictionary<FileDescription, string> _resolved = [];
    private readonly List<PackageNotice> _notices = [];
    private bool _isDisposed;

    /// <inheritdoc/>
    public ImmutableArray<PackageNotice> Notices
    {
        get
        {
            lock (_turn)
            {
                return [.. _notices];
            }
        }
    }

    /// <inheritdoc/>
    public string Resolve(FileDescription file)
    {
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(ModelPackage));
            if (_resolved.TryGetValue(file, out string? known))
            {
                return known;
            }

            string path = PackagePath.AsUrl(file.Source) is Uri url
                ? downloads.Fetch(url)
                : Locate(PathOf(file));
            Verify(file, path);
            _resolved.Add(file, path);
            return path;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_turn)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                Release();
                downloads.Dispose();
            }
        }
    }

    /// <summary>The path on disk of a file of the package.</summary>
    /// <param name="relative">
    /// Its path from the RDF, with <c>/</c> between its parts, which stays inside.
    /// </param>
    protected abstract string Locate(string relative);

    /// <summary>Lets go of what this kind of package holds.</summary>
    protected virtual void Release()
    {
    }

    /// <summary>The error that the RDF names a file that is not there.</summary>
    protected InvalidModelPackageException Missing(string relative) =>
        new(rdfPath, null, null, $"the file '{relative}' that it names is not there", "the file");

    private string PathOf(FileDescription file) => PackagePath.Normalize(file.Source)
        ?? throw new InvalidModelPackageException(
            rdfPath, null, null, $"the path '{file.Source}' leaves the package", "a path inside it, or a URL");

    private void Verify(FileDescription file, string path)
    {
        if (file.Sha256 is null)
        {
            return;
        }

        using FileStream stream = File.OpenRead(path);
        string found = Convert.ToHexStringLower(SHA256.HashData(stream));
        if (found == file.Sha256)
        {
            return;
        }

        if (!options.AllowHashMismatch)
        {
            throw new InvalidModelPackageException(
                rdfPath, null, null,
                $"the sha256 of '{file.Source}' is {found}", $"{file.Sha256}, as it is declared");
        }

        _notices.Add(new PackageNotice(
            rdfPath, null, null,
            $"the sha256 of '{file.Source}' is {found}, {file.Sha256} is declared; used all the same"));
    }
}
