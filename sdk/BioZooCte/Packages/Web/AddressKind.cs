using System.Net;
using System.Net.Sockets;

namespace BioZooCte.Packages.Web;

/// <summary>
/// What kind of address one is that is not a public one. Addresses of version 4 that stand inside those of version 6
/// count as themselves, but for translators within a network (<c>::ffff:0:0:0/96</c>, <c>64:ff9b:1::/48</c>): nothing
/// public is reached by those.
/// </summary>
internal static class AddressKind
{
    private static readonly (IPNetwork Network, string Kind)[] Known =
    [
        (IPNetwork.Parse("127.0.0.0/8"), "loopback"),
        (IPNetwork.Parse("::1/128"), "loopback"),
        (IPNetwork.Parse("10.0.0.0/8"), "private"),
        (IPNetwork.Parse("172.16.0.0/12"), "private"),
        (IPNetwork.Parse("192.168.0.0/16"), "private"),
        (IPNetwork.Parse("100.64.0.0/10"), "private"),
        (IPNetwork.Parse("169.254.0.0/16"), "link-local"),
        (IPNetwork.Parse("fe80::/10"), "link-local"),
        (IPNetwork.Parse("fc00::/7"), "unique-local"),
        (IPNetwork.Parse("fec0::/10"), "site-local"),
        (IPNetwork.Parse("224.0.0.0/4"), "multicast"),
        (IPNetwork.Parse("ff00::/8"), "multicast"),
        (IPNetwork.Parse("0.0.0.0/8"), "reserved"),
        (IPNetwork.Parse("192.0.0.0/24"), "reserved"),
        (IPNetwork.Parse("192.0.2.0/24"), "reserved"),
        (IPNetwork.Parse("198.18.0.0/15"), "reserved"),
        (IPNetwork.Parse("198.51.100.0/24"), "reserved"),
        (IPNetwork.Parse("203.0.113.0/24"), "reserved"),
        (IPNetwork.Parse("240.0.0.0/4"), "reserved"),
        (IPNetwork.Parse("::/96"), "reserved"),
        (IPNetwork.Parse("::ffff:0:0:0/96"), "reserved"),
        (IPNetwork.Parse("64:ff9b:1::/48"), "private"),
        (IPNetwork.Parse("2001::/32"), "reserved"),
        (IPNetwork.Parse("2001:db8::/32"), "reserved"),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>The kind, such as <c>loopback</c>; null for a public address.</summary>
    public static string? Of(IPAddress address)
    {
        IPAddress plain = Unwrap(address);
        foreach ((IPNetwork network, string kind) in Known)
        {
            if (network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain))
            {
                return kind;
            }
        }

        return null;
    }

    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        // Without its scope, which says through which of this machine's interfaces.
        byte[] bytes = address.GetAddressBytes();
        IPAddress bare = new(bytes);
        return Translated.Contains(bare) ? new IPAddress(bytes.AsSpan(12, 4))
            : SixToFour.Contains(bare) ? new IPAddress(bytes.AsSpan(2, 4))
            : bare;
    }
}
