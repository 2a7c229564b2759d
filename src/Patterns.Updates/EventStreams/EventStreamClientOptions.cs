namespace Patterns.Updates;

/// <summary>How an <see cref="EventStreamClient"/> asks, waits and reads.</summary>
public sealed class EventStreamClientOptions
{
    /// <summary>The method of the requests; GET by default.</summary>
    public HttpMethod Method { get; set; } = HttpMethod.Get;

    /// <summary>Makes the body of a request, anew for every attempt; null, the default, for none.</summary>
    public Func<HttpContent>? CreateContent { get; set; }

    /// <summary>Called before every attempt, so that headers and tokens are fresh; null, the default, leaves requests as they are.</summary>
    public Func<HttpRequestMessage, CancellationToken, ValueTask>? PrepareRequest { get; set; }

    /// <summary>
    /// The id to begin after; null or empty, the default, for none. Ids beyond ASCII need a handler whose <c>RequestHeaderEncodingSelector</c> allows
    /// them in <c>Last-Event-ID</c>.
    /// </summary>
    public string? LastEventId { get; set; }

    /// <summary>
    /// The window of the random wait before connecting again, 0 to 1 day; 1 s by default. It doubles with every failure in a row. What the server says
    /// in <c>retry:</c> and <c>Retry-After</c> comes first.
    /// </summary>
    public TimeSpan ReconnectionTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The largest window, from <see cref="ReconnectionTime"/> to 1 day; 30 s by default.</summary>
    public TimeSpan MaxReconnectionTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a connection may be silent before it is given up and made anew, more than 0, or <see cref="Timeout.InfiniteTimeSpan"/>, the default: a
    /// plain event stream need not send signs of life.
    /// </summary>
    public TimeSpan ReadTimeout { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>Bounds of one event, and whether comments are handed on.</summary>
    public EventStreamReaderOptions Reading { get; set; } = new();

    /// <summary>Told when there is no connection for the moment; null, the default, for nobody. Called by the thread that reads.</summary>
    public Action<EventStreamInterruption>? Interrupted { get; set; }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Method);
        ArgumentNullException.ThrowIfNull(Reading);
        ThrowIfOutside(ReconnectionTime, TimeSpan.Zero, nameof(ReconnectionTime));
        ThrowIfOutside(MaxReconnectionTime, ReconnectionTime, nameof(MaxReconnectionTime));
        if (ReadTimeout != Timeout.InfiniteTimeSpan)
        {
            ThrowIfOutside(ReadTimeout, TimeSpan.FromTicks(1), nameof(ReadTimeout));
        }
    }

    private static void ThrowIfOutside(TimeSpan value, TimeSpan least, string name)
    {
        if (value < least || value > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but lies between {least} and 1 day.");
        }
    }
}
