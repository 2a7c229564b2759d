using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Patterns.Core;

namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>
/// A subscription as it is kept, and what may become of it: links, the current wake, its lease. Immutable and pure; each change is another record.
/// Source: the Durable Streams protocol, section 7.
/// </summary>
internal sealed record WakeRecord
{
    private const int MaxFailures = 30;

    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), jitter: 0.2);

    public required string Id { get; init; }

    public required WakeConfiguration Configuration { get; init; }

    public required string ControlUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Makes the tokens of this subscription; base64.</summary>
    public required string TokenKey { get; init; }

    /// <summary>In the order of their names.</summary>
    public required IReadOnlyList<WakeLink> Links { get; init; }

    public long Generation { get; init; }

    public string? WakeId { get; init; }

    public WakePhase Phase { get; init; }

    public string? Holder { get; init; }

    public DateTimeOffset LeaseUntil { get; init; }

    /// <summary>What the wake was about: the tails of the feeds then.</summary>
    public IReadOnlyDictionary<string, UpdateOffset> Snapshot { get; init; } = new Dictionary<string, UpdateOffset>();

    /// <summary>Attempts that failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Nothing is told before this.</summary>
    public DateTimeOffset NextAttempt { get; init; }

    [JsonIgnore]
    public bool IsWebhook => Configuration.Delivery == WakeDelivery.Webhook;

    [JsonIgnore]
    public WakeTicket Ticket => new(WakeId ?? "", Generation, WakeToken.Create(TokenKey, Id, Generation));

    /// <summary>What tells two configurations apart, whatever the order in which feeds are named.</summary>
    public static string HashOf(WakeConfiguration configuration)
        => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(configuration, WakeJson.Default.WakeConfiguration)));

    public static WakeConfiguration Normalize(WakeConfiguration configuration) => configuration with
    {
        Streams = [.. configuration.Streams.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        LeaseTime = TimeSpan.FromMilliseconds(Math.Floor(configuration.LeaseTime.TotalMilliseconds)),
    };

    /// <summary>Ends a wake whose lease has run out. One that waits to be claimed has no lease.</summary>
    public WakeRecord Expire(DateTimeOffset now)
        => Phase == WakePhase.Held || (Phase == WakePhase.Issued && IsWebhook) ? LeaseUntil <= now ? End() : this : this;

    /// <summary>Begins a wake.</summary>
    public WakeRecord Issue(IReadOnlyDictionary<string, FeedState?> states, DateTimeOffset now) => this with
    {
        Generation = Generation + 1,
        WakeId = $"w_{RandomNumberGenerator.GetHexString(24, lowercase: true)}",
        Phase = WakePhase.Issued,
        Holder = null,
        LeaseUntil = now + Configuration.LeaseTime,
        Snapshot = TailsOf(states),
    };

    /// <summary>Gives the wake to a worker.</summary>
    public WakeRecord Hold(string? holder, DateTimeOffset now) => this with
    {
        Phase = WakePhase.Held,
        Holder = holder,
        LeaseUntil = now + Configuration.LeaseTime,
        Failures = 0,
        NextAttempt = default,
    };

    /// <summary>The endpoint did the work at once: everything that the wake was about is done.</summary>
    public WakeRecord Finish(IReadOnlyDictionary<string, FeedState?> states) => Acknowledge(Snapshot, states).End() with { Failures = 0, NextAttempt = default };

    public WakeRecord Acknowledge(IReadOnlyDictionary<string, UpdateOffset> offsets, IReadOnlyDictionary<string, FeedState?> states) => this with
    {
        Links = [.. Links.Select(link => offsets.TryGetValue(link.Name, out var offset) ? link.Acknowledge(offset, states.GetValueOrDefault(link.Name)) : link)],
    };

    public WakeRecord End() => this with { Phase = WakePhase.Idle, WakeId = null, Holder = null, Snapshot = new Dictionary<string, UpdateOffset>() };

    /// <summary>Nobody could be told. The wake goes on for as long as its lease: the endpoint may have got it all the same.</summary>
    public WakeRecord Fail(DateTimeOffset now, Random random) => this with
    {
        Failures = Math.Min(Failures + 1, MaxFailures),
        NextAttempt = now + Pauses.Wait(Failures, random),
    };

    /// <summary>After a start under a clock that is behind the one before: nobody waits longer than he would have at most.</summary>
    public WakeRecord Adjust(DateTimeOffset now) => this with
    {
        LeaseUntil = Least(LeaseUntil, now + Configuration.LeaseTime),
        NextAttempt = Least(NextAttempt, now + Pauses.Limit),
    };

    public bool HasPending(IReadOnlyDictionary<string, FeedState?> states) => Links.Any(link => link.HasPending(states.GetValueOrDefault(link.Name)));

    public IReadOnlyList<WakeFeed> Describe(IReadOnlyDictionary<string, FeedState?> states)
        => [.. Links.Select(link => link.Describe(states.GetValueOrDefault(link.Name)))];

    private static Dictionary<string, UpdateOffset> TailsOf(IReadOnlyDictionary<string, FeedState?> states)
        => states.Where(static state => state.Value is not null).ToDictionary(static state => state.Key, static state => state.Value!.Tail, StringComparer.Ordinal);

    private static DateTimeOffset Least(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
