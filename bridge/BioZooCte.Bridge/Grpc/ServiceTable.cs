using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace BioZooCte.Bridge.Grpc;

/// <summary>
/// Which handler answers which method of a service. A handler knows its messages and its call, not HTTP.
/// </summary>
internal sealed class ServiceTable
{
    private readonly Dictionary<string, MethodHandler> _handlers = new(StringComparer.Ordinal);

    /// <summary>A service without handlers: its methods are unimplemented.</summary>
    public ServiceTable(ServiceDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Descriptor = descriptor;
    }

    /// <summary>What the service's proto file says.</summary>
    public ServiceDescriptor Descriptor { get; }

    /// <summary>The handlers by the names of their methods.</summary>
    public IReadOnlyDictionary<string, MethodHandler> Handlers => _handlers;

    /// <summary>Answers one message by one.</summary>
    /// <exception cref="ArgumentException">There is no such method, of this kind and of these messages.</exception>
    public ServiceTable Unary<TRequest, TResponse>(string method, Func<TRequest, ServerCall, Task<TResponse>> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() =>
        Add<TRequest, TResponse>(method, MethodKind.Unary, async (call, requests, response) =>
        {
            RequestMessages<TRequest> messages = new(requests, call);
            TRequest request = await messages.ReadOnlyAsync().ConfigureAwait(false);
            response.Write(await handler(request, call).ConfigureAwait(false));
        });

    /// <summary>Answers one message by any number.</summary>
    /// <exception cref="ArgumentException">There is no such method, of this kind and of these messages.</exception>
    public ServiceTable ServerStreaming<TRequest, TResponse>(
        string method, Func<TRequest, IResponseStream<TResponse>, ServerCall, Task> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() =>
        Add<TRequest, TResponse>(method, MethodKind.ServerStreaming, async (call, requests, response) =>
        {
            RequestMessages<TRequest> messages = new(requests, call);
            TRequest request = await messages.ReadOnlyAsync().ConfigureAwait(false);
            await handler(request, new ResponseStream<TResponse>(call, response), call).ConfigureAwait(false);
        });

    /// <summary>Answers any number of messages by one.</summary>
    /// <remarks>Large bytes of a message are valid until the next message is asked for.</remarks>
    /// <exception cref="ArgumentException">There is no such method, of this kind and of these messages.</exception>
    public ServiceTable ClientStreaming<TRequest, TResponse>(
        string method, Func<IAsyncEnumerable<TRequest>, ServerCall, Task<TResponse>> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() =>
        Add<TRequest, TResponse>(method, MethodKind.ClientStreaming, async (call, requests, response) =>
            response.Write(await handler(All<TRequest>(requests, call), call).ConfigureAwait(false)));

    /// <summary>Answers any number of messages by any number, in whatever order.</summary>
    /// <remarks>Large bytes of a message are valid until the next message is asked for.</remarks>
    /// <exception cref="ArgumentException">There is no such method, of this kind and of these messages.</exception>
    public ServiceTable Duplex<TRequest, TResponse>(
        string method, Func<IAsyncEnumerable<TRequest>, IResponseStream<TResponse>, ServerCall, Task> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() =>
        Add<TRequest, TResponse>(method, MethodKind.Duplex, (call, requests, response) =>
            handler(All<TRequest>(requests, call), new ResponseStream<TResponse>(call, response), call));

    private static IAsyncEnumerable<T> All<T>(MessageReader requests, ServerCall call)
        where T : class, IMessage<T>, new() =>
        new RequestMessages<T>(requests, call).ReadAllAsync(call.CancellationToken);

    private ServiceTable Add<TRequest, TResponse>(string name, MethodKind kind, MethodHandler handler)
        where TRequest : IMessage<TRequest>, new()
        where TResponse : IMessage<TResponse>, new()
    {
        MethodDescriptor method = Descriptor.FindMethodByName(name)
            ?? throw new ArgumentException($"{Descriptor.FullName} has no method '{name}'.", nameof(name));
        MethodKind expected = (method.IsClientStreaming ? MethodKind.ClientStreaming : MethodKind.Unary)
            | (method.IsServerStreaming ? MethodKind.ServerStreaming : MethodKind.Unary);
        if (kind != expected)
        {
            throw new ArgumentException($"{method.FullName} is {expected}; found a handler of {kind}.", nameof(name));
        }

        Check(method, method.InputType, new TRequest().Descriptor);
        Check(method, method.OutputType, new TResponse().Descriptor);
        return _handlers.TryAdd(name, handler)
            ? this
            : throw new ArgumentException($"{method.FullName} has a handler.", nameof(name));
    }

    private static void Check(MethodDescriptor method, MessageDescriptor expected, MessageDescriptor found)
    {
        if (expected.FullName != found.FullName)
        {
            throw new ArgumentException(
                $"{method.FullName} is about {expected.FullName}; found a handler about {found.FullName}.");
        }
    }
}
