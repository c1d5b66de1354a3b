using BioZooCte.Bridge.Grpc;

namespace BioZooCte.Interop.Server;

/// <summary>The feature "Echo Metadata" of the interop tests.</summary>
internal static class EchoedMetadata
{
    private const string Initial = "x-grpc-test-echo-initial";
    private const string Trailing = "x-grpc-test-echo-trailing-bin";

    /// <summary>Sends the two named entries back: one before the first message, one after the last.</summary>
    public static void Answer(ServerCall call)
    {
        if (call.RequestHeaders.Get(Initial) is { } initial)
        {
            call.ResponseHeaders.Add(Initial, initial);
        }

        if (call.RequestHeaders.GetBinary(Trailing) is { } trailing)
        {
            call.ResponseTrailers.AddBinary(Trailing, trailing);
        }
    }
}
