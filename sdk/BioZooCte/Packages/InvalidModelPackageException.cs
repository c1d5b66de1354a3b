using BioZooCte.Errors;

namespace BioZooCte.Packages;

/// <summary>A package that cannot be read, or that states something which does not hold.</summary>
public sealed class InvalidModelPackageException : BioZooCteException
{
    /// <summary>An error at a place of a package.</summary>
    /// <param name="path">The file at fault, as the user would name it.</param>
    /// <param name="line">The line, from 1; null where there is none.</param>
    /// <param name="field">The field, such as <c>inputs[0].axes[2].size</c>; null where there is none.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What should.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public InvalidModelPackageException(
        string path, int? line, string? field, string found, string expected, Exception? innerException = null)
        : base(Compose(path, line, field, found, expected), innerException)
    {
        Path = path;
        Line = line;
        Field = field;
        Found = found;
        Expected = expected;
    }

    /// <summary>The file at fault, as the user would name it.</summary>
    public string Path { get; }

    /// <summary>The line, from 1; null where there is none.</summary>
    public int? Line { get; }

    /// <summary>The field; null where there is none.</summary>
    public string? Field { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>What should.</summary>
    public string Expected { get; }

    private static string Compose(string path, int? line, string? field, string found, string expected)
    {
        string place = line is null ? path : $"{path}:{line}";
        string what = field is null ? found : $"{field} is {found}";
        return $"{place}: {what}; expected {expected}.";
    }
}
