namespace BioZooCte.Segmentation;

/// <summary>The names of what a foreground's values are.</summary>
public static class ForegroundValuesExtensions
{
    /// <summary><c>probability</c>, <c>decision</c> or <c>undetermined</c>.</summary>
    public static string Name(this ForegroundValues values) => values switch
    {
        ForegroundValues.Probability => "probability",
        ForegroundValues.Decision => "decision",
        ForegroundValues.Undetermined => "undetermined",
        _ => throw new ArgumentOutOfRangeException(nameof(values), values, null),
    };
}
