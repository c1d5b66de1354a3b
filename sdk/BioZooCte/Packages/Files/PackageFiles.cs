using System.Collections.Immutable;
using System.Security.Cryptography;

using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Files;

/// <summary>
/// What all packages do with the files that their RDF names: a path has to stay inside the package, a URL is
/// downloaded, a declared hash is verified once. May be used by several threads; they take turns.
/// </summary>
/// <param name="rdfPath">The RDF as errors name it.</param>
/// <param name="rdf">The RDF, for the places of what is wrong.</param>
/// <param name="options">What is allowed.</param>
/// <param name="downloads">What fetches files named by a URL; disposed with this.</param>
internal abstract class PackageFiles(
    string rdfPath, RdfMapping rdf, PackageOptions options, Downloads downloads) : IPackageFiles
{
    private const int HashedAtOnce = 1 << 16;

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

            string path = ReadOrFail(file);
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

    /// <summary>Ends what takes long with a file.</summary>
    protected CancellationToken Ended => downloads.Ended;

    /// <summary>The path on disk of a file of the package.</summary>
    /// <param name="relative">
    /// Its path from the RDF, with <c>/</c> between its parts, which stays inside.
    /// </param>
    /// <param name="source">The path as the RDF has it, for errors.</param>
    protected abstract string Locate(string relative, string source);

    /// <summary>Lets go of what this kind of package holds.</summary>
    protected virtual void Release()
    {
    }

    /// <summary>The error that a file which the RDF names is not what it should be.</summary>
    /// <param name="source">The file as the RDF names it.</param>
    /// <param name="found">What is wrong with it, such as <c>which is not there</c>.</param>
    /// <param name="expected">What is expected.</param>
    /// <param name="cause">What went wrong; null for nothing but that.</param>
    protected InvalidModelPackageException Fail(
        string source, string found, string expected, Exception? cause = null)
    {
        (int? line, string? field) = RdfPlaces.Find(rdf, source);
        string what = field is null ? $"the path '{source}'" : $"'{source}'";
        return new InvalidModelPackageException(rdfPath, line, field, $"{what}, {found}", expected, cause);
    }

    private string ReadOrFail(FileDescription file)
    {
        try
        {
            string path = PackagePath.AsUrl(file.Source) is Uri url
                ? downloads.Fetch(url)
                : Locate(PackagePath.Normalize(file.Source) ?? throw Fail(
                    file.Source, "which leaves the package", "a path inside it, or a URL"), file.Source);
            Verify(file, path);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fail(
                file.Source, $"which cannot be read ({e.Message.TrimEnd('.')})", "a file that may be read", e);
        }
    }

    private void Verify(FileDescription file, string path)
    {
        if (file.Sha256 is null)
        {
            return;
        }

        string actual = HashOf(path);
        if (actual == file.Sha256)
        {
            return;
        }

        (int? line, string? field) = RdfPlaces.Find(rdf, file.Sha256);
        if (!options.AllowHashMismatch)
        {
            string found = field is null ? $"the declared sha256 {file.Sha256}" : file.Sha256;
            throw new InvalidModelPackageException(
                rdfPath, line, field, found, $"{actual}, the sha256 of '{file.Source}'");
        }

        _notices.Add(new PackageNotice(rdfPath, line, field,
            $"{file.Sha256} is not the sha256 of '{file.Source}', {actual}; the file is used all the same"));
    }

    /// <summary>The hash of a file, in pieces: that of large weights takes seconds.</summary>
    private string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[HashedAtOnce];
        int count;
        while ((count = stream.Read(buffer)) > 0)
        {
            Ended.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
