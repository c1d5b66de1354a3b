using BioZooCte.Packages.Description;
using BioZooCte.Packages.Files;
using BioZooCte.Packages.Rdf;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Packages;

/// <summary>Turns a folder, a file or a URL into a model package.</summary>
public static class ModelPackageReader
{
    /// <summary>
    /// Opens a package of format 0.3, 0.4 or 0.5. Its RDF is read and checked; files that it names are looked
    /// for, unpacked, fetched and verified when they are resolved.
    /// </summary>
    /// <param name="source">
    /// A folder with an RDF, the RDF itself, a zip (whatever its name), or the http(s) URL of an RDF or a
    /// zip, which is fetched to a temporary folder.
    /// </param>
    /// <param name="options">What is allowed; null for the defaults.</param>
    /// <param name="cancellationToken">
    /// Ends the reading, and the fetching, unpacking and verifying of the package's files for as long as it is open.
    /// </param>
    /// <returns>The package, which the caller disposes.</returns>
    /// <exception cref="InvalidModelPackageException">
    /// There is no package, it cannot be fetched or unpacked, or its RDF is not valid.
    /// </exception>
    public static async Task<ModelPackage> OpenAsync(
        string source, PackageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        options ??= new PackageOptions();
        try
        {
            if (PackagePath.AsUrl(source) is Uri url)
            {
                return await OpenUrlAsync(source, url, options, cancellationToken).ConfigureAwait(false);
            }

            if (Directory.Exists(source))
            {
                return await OpenFolderAsync(source, options, cancellationToken).ConfigureAwait(false);
            }

            if (!File.Exists(source))
            {
                throw new InvalidModelPackageException(
                    source, null, null, "there is no such file or folder", "a package's folder, zip, RDF or URL");
            }

            return ZipPackage.IsZip(source)
                ? OpenZip(
                    source, source, Path.GetFileNameWithoutExtension(source), options, new Downloads(options, cancellationToken))
                : await OpenRdfAsync(source, source, options, [], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InvalidModelPackageException.OfUnreadable(source, e);
        }
    }

    private static async Task<ModelPackage> OpenFolderAsync(
        string source, PackageOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = RdfFileNames.In(source);
        string path = Path.Combine(source, names[0]);
        PackageNotice[] notices = names.Count == 1 || RdfFileNames.IsStandard(names[0]) ? [] :
            [new(path, null, null, $"read, and not the folder's {string.Join(", ", names.Skip(1))}")];
        return await OpenRdfAsync(source, path, options, notices, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ModelPackage> OpenRdfAsync(
        string source, string path, PackageOptions options, PackageNotice[] notices, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        List<PackageNotice> all = [.. notices];
        IDisposable? use = await CachedPackage.UseAsync(folder, cancellationToken).ConfigureAwait(false);
        try
        {
            ModelDescription model = await ReadRdfAsync(path, path, all, cancellationToken).ConfigureAwait(false);
            string id = path == source
                ? RdfFileNames.ToId(Path.GetFullPath(path).Replace('\\', '/'))
                : new DirectoryInfo(Path.TrimEndingDirectorySeparator(Path.GetFullPath(source))).Name;
            return new ModelPackage(source, id, model, [.. all], new FolderFiles(
                folder, path, model.Rdf, options, new Downloads(options, cancellationToken), use));
        }
        catch
        {
            use?.Dispose();
            throw;
        }
    }

    private static ModelPackage OpenZip(
        string source, string file, string id, PackageOptions options, Downloads downloads)
    {
        ZipPackage? zip = null;
        try
        {
            zip = ZipPackage.Open(file, source, options);
            string path = $"{source}/{zip.RdfName}";
            string text = RdfText.Decode(zip.ReadRdf(), path);
            List<PackageNotice> notices = [];
            ModelDescription model = RdfReader.Parse(text, path, notices);
            return new ModelPackage(
                source, id, model, [.. notices], new ZipFiles(zip, path, model.Rdf, options, downloads));
        }
        catch
        {
            zip?.Dispose();
            downloads.Dispose();
            throw;
        }
    }

    private static async Task<ModelPackage> OpenUrlAsync(
        string source, Uri url, PackageOptions options, CancellationToken cancellationToken)
    {
        Downloads downloads = new(options, cancellationToken);
        try
        {
            string file = await downloads.FetchAsync(url).ConfigureAwait(false);
            string id = RdfFileNames.ToId(url);
            if (ZipPackage.IsZip(file))
            {
                return OpenZip(source, file, Path.GetFileNameWithoutExtension(id), options, downloads);
            }

            List<PackageNotice> notices = [];
            ModelDescription model = await ReadRdfAsync(file, source, notices, cancellationToken).ConfigureAwait(false);
            return new ModelPackage(source, id, model, [.. notices], new WebFiles(url, model.Rdf, options, downloads));
        }
        catch
        {
            downloads.Dispose();
            throw;
        }
    }

    private static async Task<ModelDescription> ReadRdfAsync(
        string file, string path, List<PackageNotice> notices, CancellationToken cancellationToken)
    {
        using FileStream stream = File.OpenRead(file);
        string text = await RdfText.ReadAsync(stream, path, cancellationToken).ConfigureAwait(false);
        return RdfReader.Parse(text, path, notices);
    }
}
