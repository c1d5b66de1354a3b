using Spectre.Console;

namespace BioZooCte.Cli.Rendering;

/// <summary>A column of a <see cref="FittedTable"/>.</summary>
/// <param name="Title">Its title; with a line break where it may be narrow.</param>
/// <param name="Alignment">Where its cells stand.</param>
/// <param name="Cell">What it says of a row.</param>
internal sealed record FittedColumn<T>(string Title, Justify Alignment, Func<T, string> Cell)
{
    /// <summary>The blanks behind it, where there is another.</summary>
    public const int Gap = 2;

    /// <summary>What it is called where a narrow window has no room for it; null if no table goes without it.</summary>
    public string? Dispensable { get; init; }

    /// <summary>Whether its cells may take several lines.</summary>
    public bool Wraps { get; init; }

    /// <summary>The characters that it takes, with the gap behind it.</summary>
    public int WidthFor(IEnumerable<T> rows) =>
        rows.Select(Cell).Append(Title).SelectMany(text => text.Split('\n')).Max(line => line.Length) + Gap;

    /// <summary>It as the library takes it.</summary>
    /// <param name="isLast">Whether there is none behind it.</param>
    public TableColumn ToTable(bool isLast)
    {
        TableColumn column = new TableColumn(new Text(Title)).Alignment(Alignment).Padding(0, 0, isLast ? 0 : Gap, 0);
        return Wraps ? column : column.NoWrap();
    }
}
