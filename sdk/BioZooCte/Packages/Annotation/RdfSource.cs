using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Annotation;

/// <summary>The RDF of a package on this machine as it lies there; whoever opened it disposes it.</summary>
internal sealed class RdfSource : IDisposable
{
    private RdfSource(string path, string name, byte[] bytes, ZipPackage? zip)
    {
        Path = path;
        Name = name;
        Bytes = bytes;
        Zip = zip;
    }

    /// <summary>The RDF as errors name it.</summary>
    public string Path { get; }

    /// <summary>The RDF's name in its folder or zip.</summary>
    public string Name { get; }

    /// <summary>What the file holds.</summary>
    public byte[] Bytes { get; }

    /// <summary>The zip that it lies in; null where it lies in a folder.</summary>
    public ZipPackage? Zip { get; }

    /// <summary>Finds and reads the RDF, by the rules of <see cref="ModelPackageReader"/>.</summary>
    /// <exception cref="InvalidModelPackageException">There is none, or it cannot be read.</exception>
    public static RdfSource Open(string source, PackageOptions options)
    {
        try
        {
            if (Directory.Exists(source))
            {
                IReadOnlyList<string> names = RdfFileNames.Choose(
                    Directory.EnumerateFiles(source).Select(file => System.IO.Path.GetFileName(file)));
                return names.Count > 0
                    ? OfFile(System.IO.Path.Combine(source, names[0]))
                    : throw new InvalidModelPackageException(
                        source, null, null, "the folder holds no RDF", "rdf.yaml, bioimageio.yaml or model.yaml");
            }

            if (!File.Exists(source))
            {
                throw new InvalidModelPackageException(
                    source, null, null, "there is no such file or folder on this machine",
                    "a package's folder, zip or RDF");
            }

            return IsZip(source) ? OfZip(source, options) : OfFile(source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidModelPackageException(
                source, null, null, $"it cannot be read ({e.Message.TrimEnd('.')})", "a file that may be read", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Zip?.Dispose();

    private static RdfSource OfFile(string path)
    {
        if (new FileInfo(path).Length > RdfText.MaximumBytes)
        {
            throw new InvalidModelPackageException(
                path, null, null, $"the file has more than {RdfText.MaximumBytes} bytes", "the RDF of a model");
        }

        return new RdfSource(path, System.IO.Path.GetFileName(path), File.ReadAllBytes(path), null);
    }

    private static RdfSource OfZip(string source, PackageOptions options)
    {
        ZipPackage zip = ZipPackage.Open(source, source, options);
        try
        {
            using MemoryStream content = new();
            zip.UnpackRdf(content);
            return new RdfSource($"{source}/{zip.RdfName}", zip.RdfName, content.ToArray(), zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    private static bool IsZip(string file)
    {
        using FileStream stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[4];
        return ZipPackage.IsZip(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }
}
