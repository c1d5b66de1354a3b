namespace BioZooCte.Packages;

/// <summary>One thing that a package states and that does not hold.</summary>
/// <param name="Path">The file at fault, as the user would name it.</param>
/// <param name="Line">The line, from 1; null where there is none.</param>
/// <param name="Field">The field, such as <c>inputs[0].axes[2].size</c>; null where there is none.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What should.</param>
public sealed record PackageProblem(string Path, int? Line, string? Field, string Found, string Expected)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string place = Line is null ? Path : $"{Path}:{Line}";
        string what = Field is null ? Found : $"{Field} is {Found}";
        return $"{place}: {what}; expected {Expected}.";
    }
}
