using System.Net;
using System.Net.Sockets;

using Microsoft.AspNetCore.Http;

namespace BioZooCte.Bridge.Grpc;

/// <summary>Who calls, in the form that gRPC gives to addresses.</summary>
internal static class PeerName
{
    /// <summary>The name of a connection's other end.</summary>
    public static string Of(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unix:",
        { IsIPv4MappedToIPv6: true } address => Of(address.MapToIPv4(), connection.RemotePort),
        IPAddress address => Of(address, connection.RemotePort),
    };

    private static string Of(IPAddress address, int port) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? $"ipv6:[{address}]:{port}"
        : $"ipv4:{address}:{port}";
}
