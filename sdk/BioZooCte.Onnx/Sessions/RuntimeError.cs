using Microsoft.ML.OnnxRuntime;

namespace BioZooCte.Onnx.Sessions;

/// <summary>What an error of the runtime says: its code stands in its message alone.</summary>
internal static class RuntimeError
{
    private const string CodePrefix = "[ErrorCode:";

    /// <summary>Whether the runtime has no kernel for what the graph asks.</summary>
    public static bool IsAboutMissingKernel(OnnxRuntimeException error) =>
        error.Message.StartsWith(CodePrefix + "NotImplemented", StringComparison.Ordinal);

    /// <summary>The message on one line, without the code and without the places in the runtime's own sources.</summary>
    public static string Describe(OnnxRuntimeException error)
    {
        string text = error.Message;
        int end = text.StartsWith(CodePrefix, StringComparison.Ordinal) ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        text = text[(end + 1)..];
        int line = text.AsSpan().TrimStart().IndexOfAny('\r', '\n');
        text = line < 0 ? text : text.TrimStart()[..line];
        const int Most = 500;
        text = text.Trim().TrimEnd('.');
        return text.Length <= Most ? text : text[..Most] + "…";
    }
}
