using System.Text.RegularExpressions;

using BioZooCte.Testing;

namespace BioZooCte.Tests.Conventions;

/// <summary>A C# file of the repository, as text.</summary>
/// <param name="Path">Relative to the repository, with slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed partial record SourceFile(string Path, IReadOnlyList<string> Lines)
{
    /// <summary>The file's name without extension.</summary>
    public string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The C# files below a folder of the repository, build outputs left out.</summary>
    public static IReadOnlyList<SourceFile> Below(string folder)
    {
        string root = SharedData.RepositoryRoot;
        string top = System.IO.Path.Combine(root, folder);
        return [.. Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Full: path, Relative: System.IO.Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => !file.Relative.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .OrderBy(file => file.Relative, StringComparer.Ordinal)
            .Select(file => new SourceFile(file.Relative, File.ReadAllLines(file.Full)))];
    }

    /// <summary>The lines with their numbers, comments and the contents of plain strings left out.</summary>
    public IEnumerable<(int Number, string Code)> Code() => Lines
        .Select((line, i) => (i + 1, CommentOrString().Replace(line, m => m.Value[0] == '"' ? "\"\"" : "")))
        .Where(line => line.Item2.Trim().Length > 0);

    /// <summary>The names of the types that stand directly in the file's namespace.</summary>
    public IReadOnlyList<string> TypeNames() =>
        [.. Code().Select(line => TypeDeclaration().Match(line.Code))
            .Where(m => m.Success).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|//.*$
        """)]
    private static partial Regex CommentOrString();

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|readonly|ref|partial|unsafe)\s+)*"
        + @"(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>?,.\[\]]+)\s+(\w+)")]
    private static partial Regex TypeDeclaration();
}
