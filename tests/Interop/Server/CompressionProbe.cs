using BioZooCte.Bridge.Grpc;

using Grpc.Testing;

namespace BioZooCte.Interop.Server;

/// <summary>The feature "Compressed Request" of the interop tests.</summary>
internal static class CompressionProbe
{
    /// <summary>INVALID_ARGUMENT where the message read last did not come as its sender says.</summary>
    public static void Check(BoolValue? expected, ServerCall call)
    {
        if (expected is not null && expected.Value != call.RequestCompressed)
        {
            throw new RpcException(
                StatusCode.InvalidArgument,
                $"Compressed is {call.RequestCompressed}; expected {expected.Value}.");
        }
    }
}
