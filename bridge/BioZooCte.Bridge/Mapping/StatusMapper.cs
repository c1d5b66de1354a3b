using BioZooCte.Bridge.Grpc;
using BioZooCte.Errors;
using BioZooCte.Images;
using BioZooCte.Models;

namespace BioZooCte.Bridge.Mapping;

/// <summary>Exceptions of the library as statuses.</summary>
internal static class StatusMapper
{
    /// <summary>The status of an exception; null for a mistake of the program, of which the client is told nothing more.</summary>
    public static RpcException? ToStatus(Exception exception) => exception switch
    {
        RpcException status => status,
        InvalidImageException => new RpcException(StatusCode.InvalidArgument, exception.Message),
        ModelRunException => new RpcException(StatusCode.Aborted, exception.Message),
        BioZooCteException => new RpcException(StatusCode.FailedPrecondition, exception.Message),
        _ => null,
    };
}
