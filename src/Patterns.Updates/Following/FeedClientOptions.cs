using System.Text.Json;

namespace Patterns.Updates;

/// <summary>How a <see cref="FeedClient"/> asks, waits, reads and falls back. Not to be changed once a client has been made with it.</summary>
public sealed class FeedClientOptions
{
    /// <summary>The patterns that may be used, the best one first; all three by default. One that does not get through is left for the next.</summary>
    public IReadOnlyList<FeedPattern> Patterns { get; set; } = [FeedPattern.ServerSentEvents, FeedPattern.LongPoll, FeedPattern.Poll];

    /// <summary>What the messages of the feed are; JSON by default.</summary>
    public FeedContent Content { get; set; }

    /// <summary>The types of updates to ask for; null, the default, for all. Servers of other makes send all the same.</summary>
    public IReadOnlyCollection<string>? Types { get; set; }

    /// <summary>Where to begin when there is no checkpoint yet; the start by default.</summary>
    public FeedCursor From { get; set; }

    /// <summary>What to do when the server cannot go on from the cursor; <see cref="GapPolicy.Fail"/> by default.</summary>
    public GapPolicy OnGap { get; set; }

    /// <summary>For <see cref="GapPolicy.Reload"/>: loads the state from elsewhere and returns the cursor that goes with it. Null by default.</summary>
    public Func<FeedGap, CancellationToken, ValueTask<FeedCursor>>? ReloadAsync { get; set; }

    /// <summary>Called before every attempt, so that headers and tokens are fresh; null, the default, leaves requests as they are.</summary>
    public Func<HttpRequestMessage, CancellationToken, ValueTask>? PrepareRequest { get; set; }

    /// <summary>How payloads in JSON are read; null, the default, for the web defaults, which need reflection.</summary>
    public JsonSerializerOptions? Json { get; set; }

    /// <summary>
    /// The time between signs of life of a stream, 100 ms to 1 day; 15 s by default. A stream that is silent for 2.5 of them counts as broken.
    /// <see cref="Timeout.InfiniteTimeSpan"/> never counts one as broken.
    /// </summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a server may take to begin an answer that it need not wait for, and to go on with it, 100 ms to 1 day; 30 s by default.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a server may take to answer a long poll, 100 ms to 1 day; 70 s by default, which is longer than ours waits.</summary>
    public TimeSpan LongPollTimeout { get; set; } = TimeSpan.FromSeconds(70);

    /// <summary>The time between polls at the end of the feed, 0 to 1 day; 5 s by default, give or take a tenth.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The window of the random wait before connecting again, 0 to 1 day; 1 s by default. It doubles with every failure in a row. What the server says in
    /// <c>retry:</c> and <c>Retry-After</c> comes first.
    /// </summary>
    public TimeSpan ReconnectionTime { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The largest window, from <see cref="ReconnectionTime"/> to 1 day; 30 s by default.</summary>
    public TimeSpan MaxReconnectionTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after falling back the better pattern is tried again, 0 to 1 day; 30 s by default. Doubles with every try that fails.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time between such tries, from <see cref="ProbeInterval"/> to 1 day; 10 min by default.</summary>
    public TimeSpan MaxProbeInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a stream may take to bring its first bytes, 100 ms to 1 day; 10 s by default. Servers of feeds send some at once; where none come, something
    /// between holds streams back, and the next pattern is used.
    /// </summary>
    public TimeSpan StreamTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long nothing may get through before <see cref="FeedUnreachableException"/> is thrown; <see cref="Timeout.InfiniteTimeSpan"/>, the default, for
    /// never.
    /// </summary>
    public TimeSpan GiveUpAfter { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>The bytes that one event of a stream may have; see <see cref="EventStreamReaderOptions.MaxEventBytes"/>.</summary>
    public int MaxEventBytes { get; set; } = EventStreamReaderOptions.DefaultMaxEventBytes;

    /// <summary>The bytes that the answer to a poll or long poll may have, 1 or more; 64 MiB by default.</summary>
    public int MaxAnswerBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Told of connections, interruptions, changes of the pattern and gaps; null, the default, for nobody. Called by the thread that reads.</summary>
    public Action<FeedNotice>? Noticed { get; set; }

    /// <summary>How long a stream may be silent.</summary>
    internal TimeSpan Watchdog => Heartbeat == Timeout.InfiniteTimeSpan ? Heartbeat : Heartbeat * 2.5;
}
