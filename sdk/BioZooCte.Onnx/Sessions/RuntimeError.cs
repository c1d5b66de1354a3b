using System.Text.RegularExpressions;

using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx.Sessions;

/// <summary>What an error of the runtime says: its code stands in its message alone.</summary>
internal static partial class RuntimeError
{
    private const string CodePrefix = "[ErrorCode:";
    private const int MostLength = 400;

    /// <summary>Whether the runtime has no kernel for what the graph asks.</summary>
    public static bool IsAboutMissingKernel(OnnxRuntimeException error) =>
        error.Message.StartsWith(CodePrefix + "NotImplemented", StringComparison.Ordinal);

    /// <summary>The message on one line, without its code and the places in the runtime's sources.</summary>
    public static string Describe(OnnxRuntimeException error) => Describe(error.Message);

    /// <summary>The same for a message.</summary>
    public static string Describe(string message)
    {
        int code = message.StartsWith(CodePrefix, StringComparison.Ordinal)
            ? message.IndexOf(']', StringComparison.Ordinal)
            : -1;
        string text = message[(code + 1)..].Trim();
        for (Match place = SourcePlace().Match(text); place.Success; place = SourcePlace().Match(text))
        {
            text = text[..place.Index] + text[EndOfSignature(text, place.Index + place.Length)..].TrimStart();
        }

        int line = text.AsSpan().IndexOfAny('\r', '\n');
        text = (line < 0 ? text : text[..line]).Trim().TrimEnd('.');
        return text.Length == 0 ? "it gives no reason" : text.Length <= MostLength ? text : text[..MostLength] + "…";
    }

    /// <summary>A place is followed by the function's signature; what comes after that is the message.</summary>
    private static int EndOfSignature(string text, int start)
    {
        int depth = 0;
        for (int i = start; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0 && text[i] == ')')
            {
                const string Qualifier = " const";
                return text.AsSpan(i + 1).StartsWith(Qualifier) ? i + 1 + Qualifier.Length : i + 1;
            }
        }

        return start;
    }

    [GeneratedRegex(@"(?:[A-Za-z]:)?[\\/]\S*onnxruntime\S*\.(?:cc|h|cpp):\d+ ")]
    private static partial Regex SourcePlace();
}
