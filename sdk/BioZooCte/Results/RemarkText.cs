using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace BioZooCte.Results;

/// <summary>What remarks are about, and how they are written.</summary>
internal static class RemarkText
{
    /// <summary>The kind of a remark on the range of an image's first prediction.</summary>
    public const string RangeKind = "range";

    /// <summary>What the kind of a remark on an image that failed begins with; the pairs asked for stand after it.</summary>
    public const string FailureKind = "failure";

    /// <summary>
    /// What the kind of a remark begins with that an image failed when its passes had begun, which may have said what the
    /// values are; likewise.
    /// </summary>
    public const string BegunKind = "begun";

    /// <summary>What the kind of a remark on a model that cannot be run begins with; likewise.</summary>
    public const string RefusalKind = "refusal";

    private const string NoRange = "none";

    /// <summary>A range; null where there was no prediction.</summary>
    public static string OfRange((float Low, float High)? range) => range is (float low, float high)
        ? string.Create(CultureInfo.InvariantCulture, $"{low:R} {high:R}")
        : NoRange;

    /// <summary>What <see cref="OfRange"/> wrote.</summary>
    /// <exception cref="FormatException">It is another text.</exception>
    public static ObservedRange ToRange(string text) => text.Split(' ') switch
    {
        [NoRange] => new ObservedRange(null),
        [string low, string high] => new ObservedRange((
            float.Parse(low, CultureInfo.InvariantCulture), float.Parse(high, CultureInfo.InvariantCulture))),
        _ => throw new FormatException("A range has two ends."),
    };

    /// <summary>Why a model cannot be run.</summary>
    public static string OfRefusal(ImmutableArray<string> reasons) => JsonSerializer.Serialize(reasons);

    /// <summary>What <see cref="OfRefusal"/> wrote.</summary>
    /// <exception cref="JsonException">It is another text.</exception>
    public static ImmutableArray<string> ToRefusal(string text) =>
        JsonSerializer.Deserialize<ImmutableArray<string>>(text);
}
