namespace BioZooCte.Tensors;

/// <summary>
/// The identifiers of axes, as in RDFs of format 0.5. Images and RDFs of format 0.4 name axes by a letter;
/// the letters stand for these identifiers.
/// </summary>
public static class AxisIds
{
    /// <summary>Samples that are run together.</summary>
    public const string Batch = "batch";

    /// <summary>Colours, stains, classes.</summary>
    public const string Channel = "channel";

    /// <summary>Frames.</summary>
    public const string Time = "time";

    /// <summary>Entries of a list, such as detected objects.</summary>
    public const string Index = "index";

    /// <summary>Depth: slices.</summary>
    public const string Z = "z";

    /// <summary>Rows, from top to bottom.</summary>
    public const string Y = "y";

    /// <summary>Columns, from left to right.</summary>
    public const string X = "x";

    /// <summary>The identifier of a letter: <c>b i t c z y x</c>; any other letter stands for itself.</summary>
    public static string FromLetter(char letter) => letter switch
    {
        'b' => Batch,
        'c' => Channel,
        't' => Time,
        'i' => Index,
        _ => letter.ToString(),
    };

    /// <summary>The letter of an identifier, or its first letter where it has none of its own.</summary>
    public static char ToLetter(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return id[0];
    }
}
