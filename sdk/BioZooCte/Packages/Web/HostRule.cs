using System.Globalization;

namespace BioZooCte.Packages.Web;

/// <summary>A host that the user allows although it lies in the own network: <c>HOST</c> or <c>HOST:PORT</c>.</summary>
/// <param name="Host">The name or address as it stands in URLs, IPv6 without brackets.</param>
/// <param name="Port">The port; null for any.</param>
internal readonly record struct HostRule(string Host, int? Port)
{
    /// <summary>The rule in a text, or null where it is none.</summary>
    public static HostRule? Parse(string text)
    {
        if (Uri.CheckHostName(text) == UriHostNameType.IPv6)
        {
            return new HostRule(text.Trim('[', ']').ToLowerInvariant(), null);
        }

        int colon = text.LastIndexOf(':');
        if (text.StartsWith('[') && text.EndsWith(']'))
        {
            colon = -1;
        }

        string host = colon < 0 ? text : text[..colon];
        int? port = null;
        if (colon >= 0)
        {
            string digits = text[(colon + 1)..];
            if (!ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number)
                || number == 0)
            {
                return null;
            }

            port = number;
        }

        return Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic
            ? null
            : new HostRule(host.Trim('[', ']').ToLowerInvariant(), port);
    }

    /// <summary>Whether it allows this host at this port.</summary>
    public bool Allows(string host, int port) =>
        (Port is null || Port == port) && host.Trim('[', ']').Equals(Host, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => Port is null ? Host : $"{Host}:{Port}";
}
