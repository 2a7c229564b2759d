using System.Net.Http.Headers;

namespace Patterns.Updates.Connecting;

/// <summary>Reads <c>Retry-After</c>. Source: RFC 9110, section 10.2.3.</summary>
internal static class RetryAfter
{
    /// <summary>The wait that the server asks for; null when it asks for none. Never negative.</summary>
    /// <param name="headers">Headers of the answer.</param>
    /// <param name="now">Used for a date when the answer does not tell the server's own time.</param>
    public static TimeSpan? Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        TimeSpan? wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (headers.Date ?? now),   // a clock that is off here does no harm if the server tells its own
            _ => null,
        };
        return wait is { Ticks: < 0 } ? TimeSpan.Zero : wait;
    }
}
