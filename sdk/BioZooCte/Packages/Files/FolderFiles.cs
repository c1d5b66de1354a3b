using BioZooCte.Packages.Description;

namespace BioZooCte.Packages.Files;

/// <summary>
/// The files of a package that is a folder. Links are followed as long as they stay inside.
/// </summary>
/// <param name="folder">The folder in which the RDF lies.</param>
/// <param name="rdfPath">The RDF as errors name it.</param>
/// <param name="rdf">The RDF, for the places of what is wrong.</param>
/// <param name="options">What is allowed.</param>
/// <param name="downloads">What fetches files named by a URL; disposed with this.</param>
/// <param name="use">What keeps the folder there, disposed with this; null for nothing.</param>
internal sealed class FolderFiles(
    string folder, string rdfPath, RdfMapping rdf, PackageOptions options, Downloads downloads, IDisposable? use)
    : PackageFiles(rdfPath, rdf, options, downloads)
{
    private readonly string _folder = Path.GetFullPath(folder);

    /// <inheritdoc/>
    protected override string Locate(string relative, string source)
    {
        string path = Path.Combine(_folder, relative.Replace('/', Path.DirectorySeparatorChar));
        if (!File.Exists(path))
        {
            throw Fail(source, "which is not there", "a file of the package");
        }

        string root = RealPathOf(_folder);
        string real = RealPathOf(path);
        string inside = root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        if (!real.StartsWith(inside, StringComparison.Ordinal))
        {
            throw Fail(source, "which leaves the package by a link", "a file inside it");
        }

        return path;
    }

    /// <inheritdoc/>
    protected override void Release() => use?.Dispose();

    /// <summary>The path without links, also those of the folders on the way.</summary>
    private static string RealPathOf(string path)
    {
        const int MostLinks = 40;
        string rest = Path.GetFullPath(path);
        string real = Path.GetPathRoot(rest)!;
        Queue<string> parts = new(Split(rest));
        int links = 0;
        while (parts.TryDequeue(out string? part))
        {
            string next = Path.Combine(real, part);
            string? target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"{path}: too many links.");
            }

            string followed = Path.GetFullPath(Path.Combine(real, target));
            real = Path.GetPathRoot(followed)!;
            parts = new Queue<string>([.. Split(followed), .. parts]);
        }

        return real;
    }

    private static string[] Split(string path) => path[Path.GetPathRoot(path)!.Length..]
        .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}
