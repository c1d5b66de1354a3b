using System.Collections.Frozen;

namespace BioZooCte.Onnx.Graph.Check;

/// <summary>The operators that the runtime knows, by name; it tells the versions of one apart itself.</summary>
internal static class KnownOperators
{
    /// <summary>The newest version of the standard operators that the runtime knows.</summary>
    public const int MostVersion = 26;

    private const string Resource = "BioZooCte.Onnx.Graph.Check.operators.txt";

    private static readonly FrozenSet<string> Standard = Read();

    /// <summary>Domains with operators of their own; the first is that of ONNX.</summary>
    public static IReadOnlyList<string> Domains { get; } =
        ["", "ai.onnx", "ai.onnx.ml", "com.microsoft", "com.microsoft.nchwc"];

    /// <summary>Whether a domain is known.</summary>
    public static bool IsDomain(string domain) => Domains.Contains(domain);

    /// <summary>Whether a domain is that of ONNX itself, which has two names.</summary>
    public static bool IsStandard(string domain) => domain is "" or "ai.onnx";

    /// <summary>Whether there is a standard operator of that name.</summary>
    public static bool Contains(string type) => Standard.Contains(type);

    private static FrozenSet<string> Read()
    {
        using Stream stream = typeof(KnownOperators).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }
}
