namespace Patterns.Updates.Connecting;

/// <summary>What a client asks for.</summary>
internal static class RequestUrl
{
    /// <summary>The URL as an absolute one.</summary>
    /// <exception cref="ArgumentException">It is relative and the client has no base address.</exception>
    public static Uri Absolute(HttpClient http, Uri url) => url.IsAbsoluteUri
        ? url
        : http.BaseAddress is { } address
            ? new Uri(address, url)
            : throw new ArgumentException($"'{url}' is relative, and the HttpClient has no BaseAddress. Give an absolute URL or set the address.", nameof(url));
}
