using System.Diagnostics;

namespace BioZooCte.Bridge.Grpc;

/// <summary>What holds for every call.</summary>
internal sealed record GrpcOptions
{
    /// <summary>The largest message that is read, compressed as well as decompressed, in bytes.</summary>
    /// <value>4 MiB, as in every implementation of gRPC.</value>
    public int MaxReceiveBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 0);
            field = value;
        }
    } = 4 * 1024 * 1024;

    /// <summary>The largest message that is sent, in bytes before compression; null for any.</summary>
    /// <value>Null: the caller has its own limit.</value>
    public int? MaxSendBytes { get; init; }

    /// <summary>
    /// Looked at before any message is read: throws an <see cref="RpcException"/> to turn a call away, and may set
    /// <see cref="ServerCall.Principal"/>.
    /// </summary>
    /// <value>Null: everybody may call.</value>
    public Func<ServerCall, Task>? Authorize { get; init; }

    /// <summary>
    /// Says which status an exception of the application is. Null for one that it does not know: that goes to the
    /// caller as <see cref="StatusCode.Unknown"/> without its text, and to the log.
    /// </summary>
    /// <value>Null: none is known.</value>
    public Func<Exception, RpcException?>? MapException { get; init; }

    /// <summary>Where the spans of calls come from.</summary>
    /// <value>Null: calls are not traced.</value>
    public ActivitySource? Trace { get; init; }

    /// <summary>What answers questions about health; when the server ends, it is told first.</summary>
    /// <value>Null: nothing.</value>
    public HealthService? Health { get; init; }

    /// <summary>How long running calls may go on when the server ends.</summary>
    /// <value>20 s; the host must be given more: see <see cref="GrpcHosting.AddGrpcShutdown"/>.</value>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The clock of deadlines.</summary>
    /// <value>The system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
