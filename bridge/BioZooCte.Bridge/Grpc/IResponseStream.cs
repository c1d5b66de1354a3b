namespace BioZooCte.Bridge.Grpc;

/// <summary>Where a handler writes its messages, one after another.</summary>
/// <typeparam name="T">The message.</typeparam>
internal interface IResponseStream<in T>
{
    /// <summary>Whether the next messages are compressed, where the caller can read that.</summary>
    /// <value>False.</value>
    bool Compress { get; set; }

    /// <summary>
    /// Writes a message, and completes when there is room for another: a caller who reads slowly is waited for.
    /// </summary>
    /// <exception cref="OperationCanceledException">The call has ended.</exception>
    Task WriteAsync(T message, CancellationToken cancellationToken = default);
}
