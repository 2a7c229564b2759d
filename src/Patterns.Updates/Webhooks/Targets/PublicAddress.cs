using System.Net;
using System.Net.Sockets;

namespace Patterns.Updates.Webhooks.Targets;

/// <summary>
/// Whether an address is one of the public internet. Sources: IANA's registries of special-purpose addresses for IPv4 and IPv6 (RFC 6890 and its
/// successors), and the addresses at which clouds serve credentials to their machines.
/// </summary>
internal static class PublicAddress
{
    private static readonly AddressRange[] Refused4 =
    [
        AddressRange.Of("0.0.0.0/8", "this network"),
        AddressRange.Of("10.0.0.0/8", "private"),
        AddressRange.Of("100.100.100.200/32", "metadata of Alibaba Cloud"),
        AddressRange.Of("100.64.0.0/10", "shared by carriers (CGNAT)"),
        AddressRange.Of("127.0.0.0/8", "loopback"),
        AddressRange.Of("168.63.129.16/32", "platform of Azure"),
        AddressRange.Of("169.254.0.0/16", "link-local, metadata of clouds"),
        AddressRange.Of("172.16.0.0/12", "private"),
        AddressRange.Of("192.0.0.0/24", "protocol assignments"),
        AddressRange.Of("192.0.2.0/24", "documentation"),
        AddressRange.Of("192.31.196.0/24", "AS112"),
        AddressRange.Of("192.52.193.0/24", "AMT"),
        AddressRange.Of("192.88.99.0/24", "6to4 relay"),
        AddressRange.Of("192.168.0.0/16", "private"),
        AddressRange.Of("192.175.48.0/24", "AS112"),
        AddressRange.Of("198.18.0.0/15", "benchmarking"),
        AddressRange.Of("198.51.100.0/24", "documentation"),
        AddressRange.Of("203.0.113.0/24", "documentation"),
        AddressRange.Of("224.0.0.0/4", "multicast"),
        AddressRange.Of("240.0.0.0/4", "reserved, broadcast"),
    ];

    // The first that fits names the purpose; whatever is not global unicast is refused by the last.
    private static readonly AddressRange[] Refused6 =
    [
        AddressRange.Of("::/128", "unspecified"),
        AddressRange.Of("::1/128", "loopback"),
        AddressRange.Of("::ffff:0:0:0/96", "IPv4-translated"),
        AddressRange.Of("::/96", "IPv4-compatible"),
        AddressRange.Of("64:ff9b::/96", "NAT64"),
        AddressRange.Of("64:ff9b:1::/48", "NAT64 of a local network"),
        AddressRange.Of("100::/64", "discard"),
        AddressRange.Of("2001::/32", "Teredo"),
        AddressRange.Of("2001:2::/48", "benchmarking"),
        AddressRange.Of("2001::/23", "protocol assignments"),
        AddressRange.Of("2001:db8::/32", "documentation"),
        AddressRange.Of("2002::/16", "6to4"),
        AddressRange.Of("2620:4f:8000::/48", "AS112"),
        AddressRange.Of("3fff::/20", "documentation"),
        AddressRange.Of("5f00::/16", "segment routing"),
        AddressRange.Of("fc00::/7", "unique local, metadata of clouds"),
        AddressRange.Of("fe80::/10", "link-local"),
        AddressRange.Of("fec0::/10", "site-local"),
        AddressRange.Of("ff00::/8", "multicast"),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>What the address is for when it is not for the public internet; null when it is public.</summary>
    public static string? Refuse(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => PurposeIn(Refused4, address),
        // IPNetwork looks at the IPv4 address inside of such a one, whatever the network.
        AddressFamily.InterNetworkV6 when address.IsIPv4MappedToIPv6 => "IPv4-mapped",
        AddressFamily.InterNetworkV6 when address.ScopeId != 0 => "of one network interface",
        AddressFamily.InterNetworkV6 => PurposeIn(Refused6, address) ?? (GlobalUnicast.Contains(address) ? RefuseEmbedded(address) : "not global unicast"),
        _ => "of no known family",
    };

    private static string? PurposeIn(AddressRange[] ranges, IPAddress address)
    {
        foreach (var range in ranges)
        {
            if (range.Network.Contains(address))
            {
                return range.Purpose;
            }
        }

        return null;
    }

    // ISATAP (RFC 5214) puts an IPv4 address behind the interface identifier 0:5efe, whatever the prefix.
    private static string? RefuseEmbedded(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return (bytes[8] & 0xFC) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE ? "ISATAP" : null;
    }
}
