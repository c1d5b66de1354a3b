using System.Globalization;

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;

using Microsoft.AspNetCore.Http;

namespace BioZooCte.Bridge.Grpc;

/// <summary>A status as trailers. Together they stay below the 8 KiB that clients read by default.</summary>
internal static class StatusTrailers
{
    private const int MaxMessageCharacters = 3 * 1024;
    private const int MaxDetailBytes = 3 * 1024;

    /// <summary>Writes a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="trailers">The trailers, or the headers of an answer that has nothing else.</param>
    public static void Write(CallStatus status, IHeaderDictionary trailers)
    {
        trailers["grpc-status"] = ((int)status.Code).ToString(CultureInfo.InvariantCulture);
        if (status.Message.Length > 0)
        {
            trailers["grpc-message"] = PercentEncoding.Encode(status.Message, MaxMessageCharacters);
        }

        if (status.Details.Count > 0)
        {
            trailers["grpc-status-details-bin"] = HeaderMetadata.Encode(Pack(status).ToByteArray());
        }

        if (status.RetryPushback is { } pushback)
        {
            int milliseconds = (int)Math.Clamp(pushback.TotalMilliseconds, -1, int.MaxValue);
            trailers["grpc-retry-pushback-ms"] = milliseconds.ToString(CultureInfo.InvariantCulture);
        }
    }

    // The message stands in grpc-message at length; a long one must not crowd out the details.
    private static Status Pack(CallStatus status)
    {
        const int mostCharacters = 512;
        string message = status.Message;
        Status packed = new()
        {
            Code = (int)status.Code,
            Message = message.Length <= mostCharacters ? message : message[..mostCharacters] + "...",
        };
        packed.Details.AddRange(status.Details.Select(Any.Pack));
        while (packed.CalculateSize() > MaxDetailBytes && packed.Details.Count > 0)
        {
            packed.Details.RemoveAt(packed.Details.Count - 1);
        }

        return packed;
    }
}
