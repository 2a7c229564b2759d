using System.Net;

namespace Patterns.Updates.Webhooks.Targets;

/// <summary>Reads the URL of a target and refuses what is not plainly one of the public internet. Pure: no name is resolved here.</summary>
internal static class TargetUrl
{
    // Never delegated in the public DNS, or reserved for a local network: RFC 6761, 6762, 7686, 8375, 9476 and ICANN's "internal".
    private static readonly string[] LocalSuffixes =
    [
        ".localhost", ".local", ".internal", ".intranet", ".private", ".corp", ".home", ".lan", ".home.arpa", ".test", ".example", ".invalid", ".onion", ".alt",
        ".localdomain", ".in-addr.arpa", ".ip6.arpa",
    ];

    /// <summary>The URL when it may be tried.</summary>
    /// <exception cref="WebhookTargetRefusedException">It may not.</exception>
    public static Uri Check(string text, WebhookTargetOptions options)
    {
        if (text.Length > options.MaxUrlLength)
        {
            throw Refused(WebhookTargetRefusal.MalformedUrl, $"its URL has {text.Length} characters, and {options.MaxUrlLength} are allowed.");
        }

        // Programs disagree about these: some cut them out, some read a backslash as a slash. So does what stands before and after.
        if (text.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 || text.Contains('\\', StringComparison.Ordinal))
        {
            throw Refused(WebhookTargetRefusal.MalformedUrl, "its URL has blanks, control characters, backslashes or characters beyond ASCII in it; encode them.");
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            throw Refused(WebhookTargetRefusal.MalformedUrl, "its URL is not absolute, or has no host.");
        }

        Check(url, text, options);
        return url;
    }

    private static void Check(Uri url, string text, WebhookTargetOptions options)
    {
        var isAllowed = options.AllowsHost(HostOf(url), url.Port);
        if (url.Scheme != Uri.UriSchemeHttps && !(isAllowed && url.Scheme == Uri.UriSchemeHttp))
        {
            throw Refused(WebhookTargetRefusal.NotHttps, $"its scheme is '{url.Scheme}', expected https.");
        }

        var written = AuthorityOf(text);
        if (written.Contains('@') || url.UserInfo.Length > 0)
        {
            throw Refused(WebhookTargetRefusal.HasCredentials, "its URL holds a user name or password; receivers know the sender by the signature.");
        }

        if (isAllowed)
        {
            return;
        }

        if (url.Port < 1024 && !options.AllowedLowPorts.Contains(url.Port))
        {
            throw Refused(WebhookTargetRefusal.PortNotAllowed, $"port {url.Port} is one of another service.");
        }

        CheckHost(url, HostIn(written), options);
    }

    private static void CheckHost(Uri url, ReadOnlySpan<char> written, WebhookTargetOptions options)
    {
        var host = HostOf(url);
        if (IPAddress.TryParse(host, out var address))
        {
            // What is written must be the one plain way to write the address; else a check elsewhere may have seen another one.
            if (url.HostNameType == UriHostNameType.IPv4 && !written.SequenceEqual(address.ToString()))
            {
                throw Refused(WebhookTargetRefusal.DisguisedAddress, $"'{written}' is {address} in disguise.");
            }

            CheckAddress(host, address, options);
            return;
        }

        if (LooksLikeNumber(host.TrimEnd('.')))
        {
            throw Refused(WebhookTargetRefusal.DisguisedAddress, $"'{host}' is a number that some programs read as an address.");
        }

        if (url.HostNameType != UriHostNameType.Dns || !written.Equals(host, StringComparison.OrdinalIgnoreCase))
        {
            throw Refused(WebhookTargetRefusal.MalformedUrl, $"'{written}' is not plainly the name of a host.");
        }

        // A full stop at the end hides a name from comparisons and makes no difference otherwise.
        var name = host.TrimEnd('.');
        if (!name.Contains('.', StringComparison.Ordinal) || LocalSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)))
        {
            throw Refused(WebhookTargetRefusal.HostNotPublic, $"'{host}' is never the name of a host on the public internet.");
        }
    }

    /// <summary>Refuses an address that is not public.</summary>
    /// <exception cref="WebhookTargetRefusedException">It is not.</exception>
    public static void CheckAddress(string host, IPAddress address, WebhookTargetOptions options)
    {
        if (PublicAddress.Refuse(address) is { } purpose && !options.AllowedNetworks.Any(network => network.Contains(address)))
        {
            throw Refused(WebhookTargetRefusal.AddressNotPublic, $"'{host}' is at {address}, which is not of the public internet ({purpose}).");
        }
    }

    /// <summary>The host without the brackets that IPv6 has in a URL.</summary>
    public static string HostOf(Uri url) => url.IdnHost.Trim('[', ']');

    // The URL standard of browsers takes a host for an address when its last label is a number, in any base.
    private static bool LooksLikeNumber(string host)
    {
        var last = host[(host.LastIndexOf('.') + 1)..];
        return last.Length > 0 && (last.All(char.IsAsciiDigit)
            || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.Skip(2).All(char.IsAsciiHexDigit)));
    }

    private static ReadOnlySpan<char> AuthorityOf(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? text.AsSpan() : text.AsSpan(start + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }

    private static ReadOnlySpan<char> HostIn(ReadOnlySpan<char> authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon >= 0 && authority.LastIndexOf(']') < colon ? authority[..colon] : authority;
    }

    private static WebhookTargetRefusedException Refused(WebhookTargetRefusal refusal, string detail) => new(refusal, detail);
}
