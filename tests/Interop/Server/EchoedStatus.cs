using BioZooCte.Bridge.Grpc;

using Google.Protobuf;
using Google.Rpc;

using Grpc.Testing;

namespace BioZooCte.Interop.Server;

/// <summary>The feature "Echo Status" of the interop tests, with a detail of google.rpc on demand.</summary>
internal static class EchoedStatus
{
    /// <summary>The header whose value becomes the reason of an ErrorInfo in the status.</summary>
    private const string Reason = "x-interop-reason";

    /// <summary>Ends the call with the status that the request asks for, where it asks for one.</summary>
    public static void Answer(EchoStatus? status, ServerCall call)
    {
        if (status is null or { Code: 0 })
        {
            return;
        }

        IMessage[] details = call.RequestHeaders.Get(Reason) is { } reason
            ? [new ErrorInfo { Reason = reason, Domain = "interop.biozoocte" }]
            : [];
        throw new RpcException((StatusCode)status.Code, status.Message, details);
    }
}
