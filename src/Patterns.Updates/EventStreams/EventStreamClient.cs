using System.Runtime.CompilerServices;
using Patterns.Updates.Connecting;
using Patterns.Updates.EventStreams;

namespace Patterns.Updates;

/// <summary>
/// Follows any event stream as the <c>EventSource</c> of a browser does: connects, reads, connects again behind the last event. Source: HTML Standard,
/// section 9.2. It differs where a program is not a page: statuses that ask for patience (408, 425, 429, 5xx) are tried again, waits grow and are
/// spread, and silence can count as a broken connection.
/// </summary>
/// <remarks>One client follows one stream at a time. For feeds with checkpoints and other patterns to fall back to, see <c>FeedClient</c>.</remarks>
public sealed class EventStreamClient
{
    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly EventStreamClientOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private EventStreamSession? _session;

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <param name="http">Sends the requests, follows redirects and limits how long a server may take to begin its answer.</param>
    /// <param name="url">The event stream, absolute or relative to the base address of <paramref name="http"/>.</param>
    /// <param name="options">How to ask, wait and read; null means the defaults. Not to be changed afterwards.</param>
    /// <param name="time">The clock; null for that of the system.</param>
    /// <param name="random">Spreads waits; null for a random one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="http"/> or <paramref name="url"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public EventStreamClient(HttpClient http, Uri url, EventStreamClientOptions? options = null, TimeProvider? time = null, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(url);
        _http = http;
        _url = RequestUrl.Absolute(http, url);
        _options = options ?? new EventStreamClientOptions();
        _options.Validate();
        _time = time ?? TimeProvider.System;
        _random = random ?? new Random();
    }

    /// <summary>Follows the stream until the server says stop (204), the caller does, or nothing more can be done.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServerRefusedException">The server answered with a status that trying again does not change.</exception>
    /// <exception cref="ServerAnswerException">The answer is not an event stream.</exception>
    /// <exception cref="EventTooLargeException">An event or a line is larger than allowed.</exception>
    public async IAsyncEnumerable<EventStreamMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var session = new EventStreamSession(_http, _url, _options, _time, _random);
        await using ConfiguredAsyncDisposable disposal = session.ConfigureAwait(false);
        _session = session;
        while (await session.ReadAsync(cancellationToken).ConfigureAwait(false) is { } message)
        {
            yield return message;
        }
    }

    /// <summary>Gives up the present connection and makes a new one, as if the server had ended it. Can be called by any thread.</summary>
    public void Reconnect() => _session?.Reconnect();
}
