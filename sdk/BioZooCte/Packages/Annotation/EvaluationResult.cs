namespace BioZooCte.Packages.Annotation;

/// <summary>One result of an evaluation: a number, or a text where there is none.</summary>
public readonly record struct EvaluationResult
{
    private readonly string? _text;

    private EvaluationResult(double number, string? text)
    {
        Number = number;
        _text = text;
    }

    /// <summary>What stands where a metric has no value: <c>n/a</c>.</summary>
    public static EvaluationResult None { get; } = new(double.NaN, "n/a");

    /// <summary>The number; NaN where a text stands in its place.</summary>
    public double Number { get; }

    /// <summary>The text; null where there is a number.</summary>
    public string? Text => _text;

    /// <summary>A number as a result.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public static EvaluationResult Of(double number) => double.IsFinite(number)
        ? new EvaluationResult(number, null)
        : throw new ArgumentOutOfRangeException(nameof(number), number, "A result is a finite number, or a text.");

    /// <summary>A text as a result.</summary>
    public static EvaluationResult Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new EvaluationResult(double.NaN, text);
    }
}
