using System.IO.Compression;
using System.IO.Hashing;

namespace BioZooCte.Packages.Files;

/// <summary>
/// A zip that holds a package, open for reading; its files are unpacked one by one, their checksums verified.
/// </summary>
internal sealed class ZipPackage : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly ZipContents _contents;
    private readonly string _path;

    private ZipPackage(ZipArchive archive, ZipContents contents, string path, string rdfName)
    {
        _archive = archive;
        _contents = contents;
        _path = path;
        RdfName = rdfName;
    }

    /// <summary>The path of the RDF in the zip.</summary>
    public string RdfName { get; }

    /// <summary>
    /// The folder of the zip in which the RDF lies, with a <c>/</c> behind it; empty for the top.
    /// </summary>
    public string Folder => RdfName[..(RdfName.LastIndexOf('/') + 1)];

    /// <summary>Whether a file begins like a zip.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) =>
        start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8);

    /// <summary>Whether a file on disk begins like a zip.</summary>
    public static bool IsZip(string file)
    {
        using FileStream stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[4];
        return IsZip(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>Opens a zip; its RDF is at the top, or in the one folder that is there.</summary>
    /// <param name="file">The zip on disk.</param>
    /// <param name="path">The zip as errors name it.</param>
    /// <param name="options">What is allowed.</param>
    /// <exception cref="InvalidModelPackageException">
    /// It is damaged, not harmless, or holds no RDF.
    /// </exception>
    public static ZipPackage Open(string file, string path, PackageOptions options) => Guard(path, () =>
    {
        ZipDirectory.Check(file, options.MaximumEntries);
        ZipArchive archive = ZipFile.OpenRead(file);
        try
        {
            ZipContents contents = new(archive, path, options);
            return new ZipPackage(archive, contents, path, FindRdf(contents, path));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    });

    /// <summary>Whether there is such a file.</summary>
    public bool Contains(string relative) => _contents.Find(relative) is not null;

    /// <summary>What the RDF holds.</summary>
    /// <exception cref="InvalidModelPackageException">It is damaged, or too long.</exception>
    public byte[] ReadRdf()
    {
        long length = _contents.Find(RdfName)!.Length;
        if (length > RdfText.MaximumBytes)
        {
            throw new InvalidModelPackageException($"{_path}/{RdfName}", null, null,
                $"the file has more than {RdfText.MaximumBytes} bytes", "the RDF of a model");
        }

        byte[] bytes = new byte[length];
        using MemoryStream content = new(bytes);
        Unpack(RdfName, content, CancellationToken.None);
        return bytes;
    }

    /// <summary>Unpacks a file.</summary>
    /// <param name="relative">Its path in the zip.</param>
    /// <param name="destination">Where it goes.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="InvalidModelPackageException">
    /// It is damaged: another size or checksum than declared.
    /// </exception>
    public void Unpack(string relative, Stream destination, CancellationToken cancellationToken) => Guard(_path, () =>
    {
        ZipArchiveEntry entry = _contents.Find(relative)
            ?? throw new InvalidOperationException($"The zip has no '{relative}'.");
        using Stream content = entry.Open();
        byte[] buffer = new byte[1 << 16];
        Crc32 checksum = new();
        long length = 0;
        int count;
        while ((count = content.Read(buffer)) > 0 && (length += count) <= entry.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            checksum.Append(buffer.AsSpan(0, count));
            destination.Write(buffer, 0, count);
        }

        if (length != entry.Length || checksum.GetCurrentHashAsUInt32() != entry.Crc32)
        {
            throw new InvalidModelPackageException(
                _path, null, null,
                $"the zip's entry '{relative}' is damaged: another size or checksum", "those declared");
        }

        return length;
    });

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    /// <summary>What macOS adds to a zip of a folder.</summary>
    private const string ResourceForks = "__MACOSX/";

    private static string FindRdf(ZipContents contents, string path)
    {
        string[] tops =
            [.. contents.Paths.Select(p => p[..(p.IndexOf('/', StringComparison.Ordinal) + 1)]).Distinct()
                .Where(top => top != ResourceForks)];
        string folder = tops.Length == 1 ? tops[0] : "";
        IReadOnlyList<string> names = RdfFileNames.Choose(contents.Paths
            .Where(p => p.StartsWith(folder, StringComparison.Ordinal)).Select(p => p[folder.Length..])
            .Where(p => !p.Contains('/')));
        return names.Count > 0 ? folder + names[0] : throw new InvalidModelPackageException(
            path, null, null, "the zip holds no RDF", "rdf.yaml, bioimageio.yaml or model.yaml at its top");
    }

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException
            or ArgumentException or OverflowException)
        {
            throw new InvalidModelPackageException(
                path, null, null, $"the zip cannot be read ({e.Message.TrimEnd('.')})", "a whole zip", e);
        }
    }
}
