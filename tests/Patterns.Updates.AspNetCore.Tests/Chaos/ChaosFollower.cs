using System.Text;
using Patterns.Testing;

namespace Patterns.Updates.AspNetCore.Tests.Chaos;

/// <summary>
/// Follows the feed through a faulty network, one pattern after the other, with a clock that jumps, stopping and starting again at random; and checks
/// that every number comes once and in order.
/// </summary>
internal sealed class ChaosFollower(FeedProcess server, int total, int seed, bool takesWebhooks)
{
    // Each is forced for a time; the last phase begins with webhooks, if they are taken, and then any pattern will do.
    private static readonly FeedPattern?[] Phases = [FeedPattern.Poll, FeedPattern.LongPoll, FeedPattern.ServerSentEvents, null];
    private const int Rounds = 3;
    private const int PerWebhookLeg = 500;
    private readonly Random _random = new(seed);
    private readonly List<string> _notices = [];
    private FeedPattern _pattern;
    private int _handled;
    private int _legs;

    /// <summary>Numbers that have come.</summary>
    public int Handled => Volatile.Read(ref _handled);

    /// <summary>Numbers that came by each pattern.</summary>
    public Dictionary<FeedPattern, int> ByPattern { get; } = [];

    /// <summary>What the network did.</summary>
    public IReadOnlyDictionary<string, int> Faults { get; private set; } = new Dictionary<string, int>();

    /// <summary>Numbers that came by webhook.</summary>
    public int ByWebhook { get; private set; }

    private bool IsWebhookDue => takesWebhooks && (long)Handled * Phases.Length * Rounds / total >= (_legs * Phases.Length) + Phases.Length - 1;

    private FeedPattern? Only => Phases[(int)((long)Handled * Phases.Length * Rounds / total) % Phases.Length];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var network = new FaultyHandler(new SocketsHttpHandler(), new Random(seed + 1), () => Only);
        Faults = network.Faults;
        using var http = new HttpClient(network) { BaseAddress = server.Address };
        var client = new FeedClient(http, "/feeds/orders", Options(), new JumpingTimeProvider(seed), new Random(seed + 2));
        var checkpoint = new MemoryCheckpoint();
        while (Handled < total)
        {
            if (IsWebhookDue)
            {
                await TakeWebhooksAsync(checkpoint, cancellationToken);
            }

            int stopAfter = _random.Next(1, total / 8);
            await foreach (Update<int> update in client.FollowAsync<int>(checkpoint, cancellationToken))
            {
                Handle(update);
                await checkpoint.SaveAsync(update.Cursor, cancellationToken);
                if (_random.Next(4000) == 0)
                {
                    await Task.Delay(_random.Next(1, 60), cancellationToken);   // a slow consumer
                }

                if (--stopAfter == 0 || IsWebhookDue)
                {
                    break;
                }
            }
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder($"follower {seed}: {Handled} of {total}, {ByWebhook} by webhook");
        text.AppendJoin("", ByPattern.Select(static pattern => $", {pattern.Value} by {pattern.Key}"));
        text.AppendJoin("", Faults.Select(static fault => $"; {fault.Key} {fault.Value}"));
        return text.AppendLine().AppendJoin('\n', _notices.TakeLast(5)).ToString();
    }

    private async Task TakeWebhooksAsync(MemoryCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        _legs++;
        int last = Math.Min(Handled + PerWebhookLeg, total) - 1;
        var leg = new WebhookLeg(server, isOrdered: (seed / 10 % 2) == (_legs % 2), seed + 3 + _legs);
        FeedCursor reached = (await checkpoint.LoadAsync(cancellationToken))!.Value;
        await leg.RunAsync(reached, () => Handled, (value, offset) =>
        {
            reached = FeedCursor.Of(offset);
            ByWebhook++;
            Volatile.Write(ref _handled, value + 1);
            return value < last;
        }, cancellationToken);
        await checkpoint.SaveAsync(reached, cancellationToken);
    }

    private void Handle(Update<int> update)
    {
        if (update.Value != Handled || update.Gap is not null)
        {
            Assert.Fail($"Expected {Handled}, found {update.Value} ({update.Id}, {update.Gap}). {this}");
        }

        ByPattern[_pattern] = ByPattern.GetValueOrDefault(_pattern) + 1;
        Volatile.Write(ref _handled, _handled + 1);
    }

    private FeedClientOptions Options() => new()
    {
        Heartbeat = TimeSpan.FromMilliseconds(500),
        StreamTimeout = TimeSpan.FromMilliseconds(1500),
        LongPollTimeout = TimeSpan.FromSeconds(3),
        AnswerTimeout = TimeSpan.FromSeconds(1),
        PollInterval = TimeSpan.FromMilliseconds(5),
        ReconnectionTime = TimeSpan.FromMilliseconds(5),
        MaxReconnectionTime = TimeSpan.FromMilliseconds(100),
        ProbeInterval = TimeSpan.FromMilliseconds(10),
        MaxProbeInterval = TimeSpan.FromMilliseconds(100),
        Noticed = notice =>
        {
            _pattern = notice.Kind == FeedNoticeKind.Connected ? notice.Pattern : _pattern;
            _notices.Add($"{notice.Kind} {notice.Pattern} {notice.Reason} {notice.Delay}");
        },
    };
}
