namespace BioZooCte.Bridge.Grpc;

/// <summary>All methods of a server, by their paths.</summary>
internal sealed class MethodTable
{
    private readonly Dictionary<string, MethodHandler> _handlers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _services = new(StringComparer.Ordinal);

    /// <summary>Gathers the methods.</summary>
    /// <exception cref="ArgumentException">Two tables are of the same service.</exception>
    public MethodTable(IReadOnlyList<ServiceTable> services)
    {
        foreach (ServiceTable service in services)
        {
            string name = service.Descriptor.FullName;
            if (!_services.Add(name))
            {
                throw new ArgumentException($"There are two tables of {name}.", nameof(services));
            }

            foreach ((string method, MethodHandler handler) in service.Handlers)
            {
                _handlers.Add($"/{name}/{method}", handler);
            }
        }
    }

    /// <summary>What answers the calls of a method.</summary>
    /// <exception cref="RpcException">There is no such method.</exception>
    public MethodHandler this[string path] => _handlers.TryGetValue(path, out MethodHandler? handler)
        ? handler
        : throw new RpcException(StatusCode.Unimplemented, Unknown(path));

    private string Unknown(string path)
    {
        string[] parts = path.Split('/');
        return parts switch
        {
            ["", string service, string method] when _services.Contains(service) =>
                $"unknown method {method} for service {service}",
            ["", string service, _] => $"unknown service {service}",
            _ => "malformed method name",
        };
    }
}
