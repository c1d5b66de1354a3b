using System.IO.Compression;

namespace BioZooCte.Packages.Files;

/// <summary>
/// The entries of a zip by their paths, once the whole of its directory was found harmless: no path that
/// leaves the package or stands twice, not too many entries, and no more bytes than declared sizes and ratios
/// may have.
/// </summary>
internal sealed class ZipContents
{
    /// <summary>Entries smaller than this may be packed as well as they like.</summary>
    private const long LargeEntry = 64L << 20;

    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Reads the directory.</summary>
    /// <exception cref="InvalidModelPackageException">The zip is not harmless.</exception>
    public ZipContents(ZipArchive archive, string path, PackageOptions options)
    {
        if (archive.Entries.Count > options.MaximumEntries)
        {
            throw Fail(
                path, $"the zip has {archive.Entries.Count} entries", $"at most {options.MaximumEntries}");
        }

        long remaining = options.MaximumUnpackedBytes;
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = PackagePath.Normalize(entry.FullName)
                ?? throw Fail(
                    path, $"the zip's entry '{entry.FullName}' leaves the package", "a path inside it");
            if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\'))
            {
                continue;
            }

            if (!_entries.TryAdd(name, entry))
            {
                throw Fail(path, $"the zip's entry '{name}' stands twice", "each path once");
            }

            if (entry.Length < 0 || entry.Length > remaining)
            {
                throw Fail(path, "the zip unpacks to more than what is allowed",
                    $"at most {options.MaximumUnpackedBytes} bytes");
            }

            remaining -= entry.Length;
            if (entry.Length >= LargeEntry
                && entry.Length / options.MaximumCompressionRatio > Math.Max(1, entry.CompressedLength))
            {
                throw Fail(path,
                    $"the zip's entry '{name}' unpacks to {entry.Length} bytes from {entry.CompressedLength}",
                    $"at most {options.MaximumCompressionRatio} times as many");
            }
        }
    }

    /// <summary>The paths of all files.</summary>
    public IReadOnlyCollection<string> Paths => _entries.Keys;

    /// <summary>The entry of a path, or null.</summary>
    public ZipArchiveEntry? Find(string relative) => _entries.GetValueOrDefault(relative);

    private static InvalidModelPackageException Fail(string path, string found, string expected) =>
        new(path, null, null, found, expected);
}
