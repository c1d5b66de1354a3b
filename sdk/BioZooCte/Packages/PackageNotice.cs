namespace BioZooCte.Packages;

/// <summary>
/// Something about a package that is worth saying and that does not keep it from being read.
/// </summary>
/// <param name="Path">The file, as the user would name it.</param>
/// <param name="Line">The line, from 1; null where there is none.</param>
/// <param name="Field">The field; null where there is none.</param>
/// <param name="Message">What was noticed.</param>
public sealed record PackageNotice(string Path, int? Line, string? Field, string Message)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Path}{(Line is null ? "" : $":{Line}")}: {(Field is null ? "" : $"{Field}: ")}{Message}";
}
