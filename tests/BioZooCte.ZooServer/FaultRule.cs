using System.Globalization;
using System.IO.Enumeration;

namespace BioZooCte.ZooServer;

/// <summary>
/// What is done wrong with which requests, how often: <c>PATTERN=KIND[:ARGUMENT][xTIMES]</c>, such as
/// <c>*/weights.onnx=cut:1000x2</c>. The pattern is for the path and has <c>*</c> for anything.
/// </summary>
public sealed class FaultRule
{
    private static readonly Dictionary<string, FaultKind> Kinds =
        Enum.GetValues<FaultKind>().ToDictionary(WordOf, StringComparer.Ordinal);

    private readonly int _times;
    private int _asked;

    /// <summary>A rule.</summary>
    /// <param name="pattern">The paths.</param>
    /// <param name="kind">What is done wrong.</param>
    /// <param name="argument">Its argument; empty where it takes none.</param>
    /// <param name="times">How often; null for always.</param>
    public FaultRule(string pattern, FaultKind kind, string argument = "", int? times = null)
    {
        Pattern = pattern;
        Kind = kind;
        Argument = argument;
        _times = times ?? int.MaxValue;
    }

    /// <summary>The paths.</summary>
    public string Pattern { get; }

    /// <summary>What is done wrong.</summary>
    public FaultKind Kind { get; }

    /// <summary>Its argument.</summary>
    public string Argument { get; }

    /// <summary>The argument as a number; 0 where it is none.</summary>
    public long Number => long.TryParse(Argument, CultureInfo.InvariantCulture, out long number) ? number : 0;

    /// <summary>How often it has held.</summary>
    public int Count => Math.Min(_asked, _times);

    /// <summary>The rule in a text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static FaultRule Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string fault = text[(equals + 1)..];
        int x = fault.LastIndexOf('x');
        bool isLimited = int.TryParse(x > 0 ? fault[(x + 1)..] : "", CultureInfo.InvariantCulture, out int stated);
        int? times = isLimited ? stated : null;
        string[] parts = (times is null ? fault : fault[..x]).Split(':', 2);
        return equals > 0 && Kinds.TryGetValue(parts[0], out FaultKind kind)
            ? new FaultRule(text[..equals], kind, parts.Length > 1 ? parts[1] : "", times)
            : throw new FormatException(
                $"'{text}' is no rule; expected PATTERN=KIND[:ARGUMENT][xTIMES] with a kind out of"
                + $" {string.Join(", ", Kinds.Keys)}.");
    }

    /// <summary>Whether it holds for a request, which counts.</summary>
    public bool Take(string path) =>
        FileSystemName.MatchesSimpleExpression(Pattern, path) && Interlocked.Increment(ref _asked) <= _times;

    /// <inheritdoc/>
    public override string ToString() => $"{Pattern}={WordOf(Kind)}{(Argument.Length > 0 ? ":" : "")}{Argument}";

    private static string WordOf(FaultKind kind) => kind switch
    {
        FaultKind.NoRanges => "no-ranges",
        FaultKind.NoEtag => "no-etag",
        FaultKind.WeakEtag => "weak-etag",
        FaultKind.NoConditions => "no-conditions",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
