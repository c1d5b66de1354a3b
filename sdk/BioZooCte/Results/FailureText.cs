namespace BioZooCte.Results;

/// <summary>
/// Why an image failed, without the names that its files have here: the same files may lie elsewhere tomorrow.
/// </summary>
internal static class FailureText
{
    // Of the private use area, so that no message holds them.
    private const string Model = "\uE0A1";
    private const string Image = "\uE0A2";

    /// <summary>A message to be kept.</summary>
    public static string Hide(string message, string modelId, string imageSource)
    {
        string named = message.StartsWith(modelId, StringComparison.Ordinal) ? Model + message[modelId.Length..] : message;
        return named.Replace(imageSource, Image, StringComparison.Ordinal);
    }

    /// <summary>The message with the names of today.</summary>
    public static string Show(string kept, string modelId, string imageSource) => kept
        .Replace(Model, modelId, StringComparison.Ordinal)
        .Replace(Image, imageSource, StringComparison.Ordinal);
}
