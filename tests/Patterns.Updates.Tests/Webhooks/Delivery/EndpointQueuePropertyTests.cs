using Patterns.Updates.Webhooks.Delivery;
using static Patterns.Updates.Tests.Webhooks.Delivery.QueueFixture;

namespace Patterns.Updates.Tests.Webhooks.Delivery;

public sealed class EndpointQueuePropertyTests
{
    private const int FeedLength = 60;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void However_attempts_end_and_whenever_the_process_dies_every_update_arrives_and_in_order_by_key(int seed)
    {
        var random = new Random(seed);
        var isOrdered = seed % 2 == 0;
        var feed = UpdatesOf(FeedLength, sequence => sequence % 7 == 0 ? null : Key(sequence, 5));
        var byOffset = feed.ToDictionary(static update => update.Offset);
        var arrived = new List<Update>();
        var (now, queue, saved) = (Start, Queue(isOrdered: isOrdered, seed: seed), new EndpointState());
        var inFlight = new List<PendingUpdate>();
        var dead = new HashSet<UpdateOffset>();
        for (var step = 0; arrived.Select(static update => update.Offset).Concat(dead).Distinct().Count() < FeedLength; step++)
        {
            Assert.True(step < 100_000, "it does not come to an end");
            switch (random.Next(10))
            {
                case 0 or 1 when queue.WantsMore:
                    Fill(queue, feed, now);
                    break;
                case 2 or 3 or 4 when queue.ReadyAt <= now:
                    inFlight.Add(queue.Start());
                    break;
                case 5 or 6 or 7 when inFlight.Count > 0:
                    var pending = inFlight[random.Next(inFlight.Count)];
                    inFlight.Remove(pending);
                    var outcome = random.Next(4) == 0 ? AttemptOutcome.Delivered : random.Next(20) == 0 ? new(AttemptKind.Abandoned) : Failed(TimeSpan.FromSeconds(random.Next(60)));
                    // An endpoint may have a message although it did not say so in time.
                    if (outcome.Kind == AttemptKind.Delivered || random.Next(5) == 0)
                    {
                        arrived.Add(byOffset[pending.Offset]);
                    }

                    queue.Complete(pending, outcome, now);
                    dead.UnionWith(queue.DeadLetters.Select(static letter => letter.Offset));
                    break;
                case 8 when random.Next(2) == 0:
                    saved = queue.Snapshot(now);
                    break;
                case 8 when random.Next(10) == 0:
                    // kill -9: what was in flight is forgotten, what was not saved too.
                    foreach (var lost in inFlight.Where(_ => random.Next(2) == 0))
                    {
                        arrived.Add(byOffset[lost.Offset]);
                    }

                    inFlight.Clear();
                    queue = Queue(isOrdered: isOrdered, state: saved, seed: seed + step);
                    break;
                default:
                    now = queue.ReadyAt > now && inFlight.Count == 0 ? queue.ReadyAt.Value : now.AddSeconds(random.Next(10));
                    if (queue.Disabled is not null)
                    {
                        queue.Resume(now);
                    }

                    break;
            }
        }

        if (isOrdered)
        {
            foreach (var key in arrived.DistinctBy(static update => update.Offset).Where(update => !dead.Contains(update.Offset)).GroupBy(static update => update.Key))
            {
                Assert.Equal(key.OrderBy(static update => update.Offset), key);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_state_that_is_saved_and_loaded_is_the_same_state(int seed)
    {
        var random = new Random(seed);
        var queue = Queue(isOrdered: seed % 2 == 0, seed: seed);
        var feed = UpdatesOf(100, sequence => Key(sequence, 4));
        var now = Start;
        for (var step = 0; step < 200; step++)
        {
            if (queue.WantsMore)
            {
                Fill(queue, feed, now);
            }

            if (queue.ReadyAt <= now)
            {
                queue.Complete(queue.Start(), random.Next(2) == 0 ? AttemptOutcome.Delivered : Failed(), now);
            }

            now = now.AddMinutes(random.Next(30));
        }

        queue.Repeat(new DeliveryRange(new UpdateOffset(1, 2), new UpdateOffset(1, 5)));
        var snapshot = queue.Snapshot(now);
        var again = Queue(isOrdered: seed % 2 == 0, state: snapshot).Snapshot(now);

        Assert.Equal(snapshot with { Pending = [], Replays = [], DeadLetters = [] }, again with { Pending = [], Replays = [], DeadLetters = [] });
        Assert.Equal(snapshot.Pending, again.Pending);
        Assert.Equal(snapshot.Replays, again.Replays);
        Assert.Equal(snapshot.DeadLetters, again.DeadLetters);
    }
}
