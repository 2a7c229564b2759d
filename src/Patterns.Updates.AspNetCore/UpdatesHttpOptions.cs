using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore;

/// <summary>How feeds are served. Checked by <see cref="UpdatesEndpointRouteBuilderExtensions.MapUpdates"/>.</summary>
public sealed class UpdatesHttpOptions
{
    /// <summary>What may be done over HTTP; the rest is answered with 405. <see cref="FeedOperations.Read"/> by default: writing is off until it is switched on.</summary>
    public FeedOperations Operations { get; set; } = FeedOperations.Read;

    /// <summary>Asked before each operation; false is answered with 403. Null, the default, lets everybody do what <see cref="Operations"/> allows.</summary>
    public Func<FeedAccess, ValueTask<bool>>? Authorize { get; set; }

    /// <summary>Who a request counts for in <see cref="MaxConnectionsPerPrincipal"/>. Null, the default, means the user's name or, without one, the remote address.</summary>
    public Func<HttpContext, string>? Principal { get; set; }

    /// <summary>A link to the whole state of what a feed is about, given to a reader whose cursor is gone; null, also as a result, for none.</summary>
    public Func<string, string?>? Snapshot { get; set; }

    /// <summary>Whether shared caches may keep what anonymous readers are sent. On by default; requests with credentials are never cached.</summary>
    public bool AllowSharedCaching { get; set; } = true;

    /// <summary>How long a long poll waits when it does not say, 1 s to 55 s; 25 s by default. Up to 1/16 of it is added at random.</summary>
    public TimeSpan LongPollWait { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>The longest silence on a stream, 1 s to 5 min; 15 s by default.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a stream lives, 5 s to 24 h; 5 min by default. Up to 1/4 of it is added at random. Its client comes back and resumes. Behind a cache
    /// that collapses requests the protocol recommends 1 min (Durable Streams 1.0, section 10.2).
    /// </summary>
    public TimeSpan StreamLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long clients are told to wait before they come back to a stream, 10 ms to 5 min; 2 s by default, told as 1/2 to 3/2 of it.</summary>
    public TimeSpan Retry { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a client may leave a write pending before its stream is cut, 1 s to 10 min; 20 s by default.</summary>
    public TimeSpan SlowClientTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How far a client with a pending write may fall behind before its stream is cut, 64 KiB to 1 GiB; 4 MiB by default. Shared between all of a feed, not per client.</summary>
    public int MaxLagBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Within which time live requests are ended when the host stops, 0.1 s to 1 min; 4 s by default. Stay below the host's own limit.</summary>
    public TimeSpan DrainPeriod { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>Most long polls and streams at a time, 1 or more; 20,000 by default. Further ones are answered with 503.</summary>
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>Most long polls and streams of one principal at a time, 1 or more; 100 by default. Further ones are answered with 429.</summary>
    public int MaxConnectionsPerPrincipal { get; set; } = 100;

    /// <summary>The largest body of a PUT or POST, 1 byte to 1 GiB; 1 MiB by default.</summary>
    public int MaxRequestBytes { get; set; } = 1024 * 1024;

    /// <summary>Most messages of one JSON body, 1 to 1,000,000; 10,000 by default.</summary>
    public int MaxRequestMessages { get; set; } = 10_000;

    /// <summary>Most updates of one page, 1 to 100,000; 1,000 by default. A client's <c>limit</c> lowers it.</summary>
    public int MaxPageUpdates { get; set; } = 1000;

    /// <summary>Most payload bytes of one page, 1 KiB to 1 GiB; 1 MiB by default. One update is sent however large it is.</summary>
    public int MaxPageBytes { get; set; } = 1024 * 1024;
}
