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
                return OfFile(System.IO.Path.Combine(source, RdfFileNames.In(source)[0]));
            }

            if (!File.Exists(source))
            {
                throw new InvalidModelPackageException(
                    source, null, null, "there is no such file or folder on this machine",
                    "a package's folder, zip or RDF");
            }

            return ZipPackage.IsZip(source) ? OfZip(source, options) : OfFile(source);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw InvalidModelPackageException.OfUnreadable(source, e);
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
            return new RdfSource($"{source}/{zip.RdfName}", zip.RdfName, zip.ReadRdf(), zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }
}
