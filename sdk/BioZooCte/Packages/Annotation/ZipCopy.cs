using System.IO.Compression;

using BioZooCte.Files;
using BioZooCte.Packages.Files;

namespace BioZooCte.Packages.Annotation;

/// <summary>Copies a package's zip, its RDF changed.</summary>
internal static class ZipCopy
{
    /// <summary>
    /// Writes the copy: the same entries in the same order, their content verified, stored where it was stored and packed
    /// where it was packed.
    /// </summary>
    /// <param name="source">The zip.</param>
    /// <param name="package">The zip, opened and found harmless.</param>
    /// <param name="destination">The copy.</param>
    /// <param name="rdf">What the copy of the RDF holds.</param>
    /// <param name="cancellationToken">Ends the copying; nothing stays.</param>
    /// <exception cref="InvalidModelPackageException">An entry is damaged.</exception>
    public static Task WriteAsync(
        string source, ZipPackage package, string destination, byte[] rdf, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(
            destination,
            (stream, token) => Task.Run(() => Write(source, package, stream, rdf, token), token),
            cancellationToken);

    private static void Write(
        string source, ZipPackage package, Stream stream, byte[] rdf, CancellationToken cancellationToken)
    {
        using ZipArchive from = ZipFile.OpenRead(source);
        using ZipArchive to = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (ZipArchiveEntry entry in from.Entries)
        {
            ZipArchiveEntry copy = to.CreateEntry(
                entry.FullName,
                entry.CompressedLength == entry.Length ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            copy.LastWriteTime = entry.LastWriteTime;
            copy.ExternalAttributes = entry.ExternalAttributes;
            string? name = PackagePath.Normalize(entry.FullName);
            if (name is null || !package.Contains(name))
            {
                continue; // a folder
            }

            using Stream content = copy.Open();
            if (name == package.RdfName)
            {
                content.Write(rdf);
            }
            else
            {
                package.Unpack(name, content, cancellationToken);
            }
        }
    }
}
