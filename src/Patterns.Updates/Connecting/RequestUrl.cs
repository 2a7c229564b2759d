namespace Patterns.Updates.Connecting;

/// <summary>What a client asks for.</summary>
internal static class RequestUrl
{
    /// <summary>Reads a URL. One that begins with a slash is relative, although some systems take it for the path of a file.</summary>
    /// <exception cref="ArgumentException">The text is empty or no URL.</exception>
    public static Uri Parse(string url)
    {
        ArgumentException.ThrowIfNullOrEmpty(url);
        return Uri.TryCreate(url, url[0] == '/' ? UriKind.Relative : UriKind.RelativeOrAbsolute, out Uri? parsed)
            ? parsed
            : throw new ArgumentException($"'{url}' is not a URL.", nameof(url));
    }

    /// <summary>The URL as an absolute one.</summary>
    /// <exception cref="ArgumentException">It is relative and the client has no base address, or it is not one of HTTP.</exception>
    public static Uri Absolute(HttpClient http, Uri url)
    {
        Uri absolute = url.IsAbsoluteUri
            ? url
            : http.BaseAddress is { } address
                ? new Uri(address, url)
                : throw new ArgumentException($"'{url}' is relative, and the HttpClient has no BaseAddress. Give an absolute URL or set the address.", nameof(url));
        return absolute.Scheme == Uri.UriSchemeHttp || absolute.Scheme == Uri.UriSchemeHttps
            ? absolute
            : throw new ArgumentException($"'{absolute}' is not a URL of http or https.", nameof(url));
    }
}
