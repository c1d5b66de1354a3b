using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BioZooCte.Bridge.Grpc;

/// <summary>What the headers of a request say of the call.</summary>
/// <param name="Method">The method's path, as it was sent.</param>
/// <param name="Timeout">How long the caller waits; null for ever.</param>
/// <param name="IsGzip">Whether flagged messages are gzip.</param>
internal readonly record struct CallRequest(string Method, TimeSpan? Timeout, bool IsGzip)
{
    /// <summary>The status of HTTP for a request that is no call at all; null for a call.</summary>
    public static int? Refusal(HttpRequest request)
    {
        if (HttpProtocol.IsHttp11(request.Protocol) || HttpProtocol.IsHttp10(request.Protocol))
        {
            return StatusCodes.Status426UpgradeRequired;
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            return StatusCodes.Status405MethodNotAllowed;
        }

        return ContentType.IsGrpc(request.ContentType) ? null : StatusCodes.Status415UnsupportedMediaType;
    }

    /// <summary>Reads the headers.</summary>
    /// <exception cref="RpcException">They break the protocol, or ask for what this server has not.</exception>
    public static CallRequest Read(HttpContext http)
    {
        IHeaderDictionary headers = http.Request.Headers;
        if (!ContentType.IsProtobuf(http.Request.ContentType!))
        {
            throw new RpcException(
                StatusCode.Unimplemented, $"'{http.Request.ContentType}' is not spoken; expected application/grpc.");
        }

        string encoding = headers["grpc-encoding"].ToString();
        if (encoding.Length > 0 && !Encodings.IsKnown(encoding))
        {
            throw new RpcException(
                StatusCode.Unimplemented, $"grpc-encoding '{encoding}' is not read; expected {Encodings.Accepted}.");
        }

        TimeSpan? timeout = null;
        string asked = headers["grpc-timeout"].ToString();
        if (asked.Length > 0)
        {
            timeout = GrpcTimeout.TryParse(asked, out TimeSpan value)
                ? value
                : throw new RpcException(
                    StatusCode.Internal, $"grpc-timeout is '{asked}'; expected up to 8 digits and H, M, S, m, u or n.");
        }

        return new CallRequest(PathOf(http), timeout, encoding == Encodings.Gzip);
    }

    /// <summary>The path as it was sent: a name has one form, so nothing is decoded.</summary>
    public static string PathOf(HttpContext http) => http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
}
