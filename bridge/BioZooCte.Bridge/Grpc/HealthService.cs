using System.Threading.Channels;

using Google.Protobuf.Reflection;

using Grpc.Health.V1;

using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace BioZooCte.Bridge.Grpc;

/// <summary>
/// Says which services are ready (grpc.health.v1). The empty name stands for the server as a whole, which is
/// serving until it ends.
/// </summary>
internal sealed class HealthService
{
    private const int MostListed = 100;

    // A watcher that reads slowly misses what has changed again since.
    private const int MostWaiting = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _statuses = new() { [""] = ServingStatus.Serving };
    private readonly List<(string Service, Channel<ServingStatus> Changes)> _watchers = [];
    private bool _isShutDown;

    /// <summary>Makes the service; the server as a whole is serving.</summary>
    public HealthService()
    {
        Table = new ServiceTable(HealthReflection.Descriptor.FindTypeByName<ServiceDescriptor>("Health"))
            .Unary<HealthCheckRequest, HealthCheckResponse>(nameof(Check), (request, _) => Check(request))
            .Unary<HealthListRequest, HealthListResponse>(nameof(List), (_, _) => List())
            .ServerStreaming<HealthCheckRequest, HealthCheckResponse>(nameof(Watch), Watch);
    }

    /// <summary>The handlers.</summary>
    public ServiceTable Table { get; }

    /// <summary>Says whether a service is ready, and tells those who watch it.</summary>
    /// <param name="service">Its full name; empty for the server as a whole.</param>
    /// <param name="status">The status; after <see cref="Shutdown"/> none is serving any more.</param>
    public void Set(string service, ServingStatus status)
    {
        lock (_gate)
        {
            if (!_isShutDown)
            {
                Change(service, status);
            }
        }
    }

    /// <summary>Says that nothing is ready any more, and ends the calls of those who watch.</summary>
    public void Shutdown()
    {
        lock (_gate)
        {
            _isShutDown = true;
            foreach (string service in _statuses.Keys.ToArray())
            {
                Change(service, ServingStatus.NotServing);
            }

            foreach ((_, Channel<ServingStatus> changes) in _watchers)
            {
                changes.Writer.TryComplete();
            }
        }
    }

    private void Change(string service, ServingStatus status)
    {
        if (_statuses.TryGetValue(service, out ServingStatus before) && before == status)
        {
            return;
        }

        _statuses[service] = status;
        foreach ((string watched, Channel<ServingStatus> changes) in _watchers)
        {
            if (watched == service)
            {
                changes.Writer.TryWrite(status);
            }
        }
    }

    private Task<HealthCheckResponse> Check(HealthCheckRequest request)
    {
        lock (_gate)
        {
            return _statuses.TryGetValue(request.Service, out ServingStatus status)
                ? Task.FromResult(new HealthCheckResponse { Status = status })
                : throw new RpcException(StatusCode.NotFound, $"There is no service '{request.Service}'.");
        }
    }

    private Task<HealthListResponse> List()
    {
        lock (_gate)
        {
            if (_statuses.Count > MostListed)
            {
                throw new RpcException(
                    StatusCode.ResourceExhausted, $"There are {_statuses.Count} services; {MostListed} can be listed.");
            }

            HealthListResponse response = new();
            foreach ((string service, ServingStatus status) in _statuses)
            {
                response.Statuses.Add(service, new HealthCheckResponse { Status = status });
            }

            return Task.FromResult(response);
        }
    }

    private async Task Watch(
        HealthCheckRequest request, IResponseStream<HealthCheckResponse> response, ServerCall call)
    {
        (string, Channel<ServingStatus> Changes) watcher = Subscribe(request.Service);
        try
        {
            await foreach (ServingStatus status in watcher.Changes.Reader.ReadAllAsync(call.CancellationToken)
                .ConfigureAwait(false))
            {
                await response.WriteAsync(new HealthCheckResponse { Status = status }, call.CancellationToken)
                    .ConfigureAwait(false);
            }
        }
        finally
        {
            lock (_gate)
            {
                _watchers.Remove(watcher);
            }
        }

        throw new RpcException(StatusCode.Unavailable, "The server is ending.");
    }

    private (string Service, Channel<ServingStatus> Changes) Subscribe(string service)
    {
        Channel<ServingStatus> changes = Channel.CreateBounded<ServingStatus>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate)
        {
            changes.Writer.TryWrite(_statuses.GetValueOrDefault(service, ServingStatus.ServiceUnknown));
            if (_isShutDown)
            {
                changes.Writer.Complete();
            }

            _watchers.Add((service, changes));
            return (service, changes);
        }
    }
}
