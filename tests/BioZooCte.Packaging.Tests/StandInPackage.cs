using System.IO.Compression;
using System.Text;

namespace BioZooCte.Packaging.Tests;

/// <summary>
/// A package in the name of one that not every package source serves. It never leaves the test: its feed and the
/// folder that it is unpacked to are the test's own.
/// </summary>
internal static class StandInPackage
{
    /// <summary>Writes a package.</summary>
    /// <param name="feed">The folder that it is put into.</param>
    /// <param name="id">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="dependency">The name and version of the package that it needs; null for none.</param>
    /// <param name="files">What it holds: places in the package, and the files.</param>
    public static void Write(
        string feed,
        string id,
        string version,
        (string Id, string Version)? dependency,
        IEnumerable<(string Place, string Path)> files)
    {
        string package = Path.Combine(feed, $"{id}.{version}.nupkg");
        using ZipArchive archive = ZipFile.Open(package, ZipArchiveMode.Create);
        string needs = dependency is (string neededId, string neededVersion)
            ? $"<dependency id=\"{neededId}\" version=\"{neededVersion}\" />"
            : "";
        using (StreamWriter writer = new(archive.CreateEntry($"{id}.nuspec").Open(), new UTF8Encoding(false)))
        {
            writer.Write($"""
                <?xml version="1.0" encoding="utf-8"?>
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
                  <metadata>
                    <id>{id}</id>
                    <version>{version}</version>
                    <authors>a test</authors>
                    <description>A stand-in made for a test.</description>
                    <dependencies><group targetFramework="net8.0">{needs}</group></dependencies>
                  </metadata>
                </package>
                """);
        }

        foreach ((string place, string path) in files)
        {
            archive.CreateEntryFromFile(path, place, CompressionLevel.NoCompression);
        }
    }
}
