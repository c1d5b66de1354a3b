using System.Collections.Immutable;

using BioZooCte.Errors;

namespace BioZooCte.Packages;

/// <summary>
/// A package that cannot be read, or that states something which does not hold. The message and the
/// properties tell the first problem; <see cref="Problems"/> has all.
/// </summary>
public sealed class InvalidModelPackageException : BioZooCteException
{
    /// <summary>An error at a place of a package.</summary>
    /// <param name="path">The file at fault, as the user would name it.</param>
    /// <param name="line">The line, from 1; null where there is none.</param>
    /// <param name="field">
    /// The field, such as <c>inputs[0].axes[2].size</c>; null where there is none.
    /// </param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What should.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public InvalidModelPackageException(
        string path, int? line, string? field, string found, string expected, Exception? innerException = null)
        : this([new PackageProblem(path, line, field, found, expected)], innerException)
    {
    }

    internal InvalidModelPackageException(
        ImmutableArray<PackageProblem> problems, Exception? innerException = null)
        : base(Compose(problems), innerException) => Problems = problems;

    /// <summary>A package of which a file or folder cannot be read.</summary>
    internal static InvalidModelPackageException OfUnreadable(string path, Exception cause) =>
        new(path, null, null, $"it cannot be read ({cause.Message.TrimEnd('.')})", "a file that may be read", cause);

    /// <summary>All that was found, in the order of reading; never empty.</summary>
    public ImmutableArray<PackageProblem> Problems { get; }

    /// <summary>The file at fault, as the user would name it.</summary>
    public string Path => Problems[0].Path;

    /// <summary>The line, from 1; null where there is none.</summary>
    public int? Line => Problems[0].Line;

    /// <summary>The field; null where there is none.</summary>
    public string? Field => Problems[0].Field;

    /// <summary>What stands there.</summary>
    public string Found => Problems[0].Found;

    /// <summary>What should.</summary>
    public string Expected => Problems[0].Expected;

    private static string Compose(ImmutableArray<PackageProblem> problems) => problems.Length switch
    {
        1 => $"{problems[0]}",
        2 => $"{problems[0]} There is one more problem.",
        _ => $"{problems[0]} There are {problems.Length - 1} more problems.",
    };
}
