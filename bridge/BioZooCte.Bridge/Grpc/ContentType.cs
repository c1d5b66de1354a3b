namespace BioZooCte.Bridge.Grpc;

/// <summary>The content type of a call: <c>application/grpc</c>, perhaps with a format and parameters.</summary>
internal static class ContentType
{
    /// <summary>Without a format: that of an answer to a caller who names none.</summary>
    public const string Grpc = "application/grpc";

    private const string Protobuf = Grpc + "+proto";

    /// <summary>Whether a request says that it is a call.</summary>
    public static bool IsGrpc(string? value) =>
        value is not null
        && value.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase)
        && (value.Length == Grpc.Length || value[Grpc.Length] is '+' or ';' or ' ');

    /// <summary>Whether the messages are of protobuf, which is meant where no format is named.</summary>
    /// <param name="value">The content type of a call.</param>
    public static bool IsProtobuf(string value) =>
        MediaType(value).Equals(Grpc, StringComparison.OrdinalIgnoreCase)
        || MediaType(value).Equals(Protobuf, StringComparison.OrdinalIgnoreCase);

    /// <summary>The content type of the answer: with the format that the request names.</summary>
    /// <param name="value">The content type of a call.</param>
    public static string OfAnswer(string value) =>
        MediaType(value).Equals(Protobuf, StringComparison.OrdinalIgnoreCase) ? Protobuf : Grpc;

    private static ReadOnlySpan<char> MediaType(string value)
    {
        int end = value.IndexOf(';', StringComparison.Ordinal);
        return value.AsSpan(0, end < 0 ? value.Length : end).TrimEnd();
    }
}
