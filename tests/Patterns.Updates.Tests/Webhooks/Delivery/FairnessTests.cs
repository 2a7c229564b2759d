using Patterns.Updates.Webhooks.Delivery;
using static Patterns.Updates.Tests.Webhooks.Delivery.QueueFixture;

namespace Patterns.Updates.Tests.Webhooks.Delivery;

public sealed class FairnessTests
{
    [Theory]
    [InlineData(1024, "one tenant")]
    [InlineData(128, "one tenant")]
    [InlineData(1024, "tenants of their own")]
    public void Ten_slow_endpoints_do_not_delay_the_eleventh_by_more_than_a_tenth(int capacity, string tenants)
    {
        var alone = TimeOfEleventh(capacity, slowEndpoints: 0, tenants);
        var beside = TimeOfEleventh(capacity, slowEndpoints: 10, tenants);

        Assert.InRange(beside / alone, 1, 1.1);
    }

    [Fact]
    public void Few_endpoints_that_hold_slots_for_long_never_hold_all()
    {
        var planner = new DeliveryPlanner(16);
        for (var index = 0; index < 3; index++)
        {
            planner.Add(Filled($"slow{index}", $"t{index % 5}", 100), Start);
        }

        while (planner.TryStart(Start, out _) is not null)
        {
        }

        Assert.InRange(planner.InFlight, 12, 15); // without the rule all 16
        var late = Filled("late", "late", 1);
        planner.Add(late, Start);
        Assert.NotNull(planner.TryStart(Start, out var started));
        Assert.Same(late, started);
    }

    [Fact]
    public void Endpoints_that_fail_hold_half_of_the_slots_however_many_they_are()
    {
        var planner = new DeliveryPlanner(16);
        for (var index = 0; index < 50; index++)
        {
            var failing = Filled($"failing{index}", $"t{index % 5}", 100);
            failing.Complete(failing.Start(), Failed(), Start);
            planner.Add(failing, Start);
        }

        while (planner.TryStart(Start, out _) is not null)
        {
        }

        Assert.Equal(8, planner.InFlight);
        planner.Add(Filled("healthy", "late", 7), Start);
        Assert.NotNull(planner.TryStart(Start, out _));
    }

    [Fact]
    public void Endpoints_get_the_same_number_of_bytes_whatever_the_size_of_their_messages()
    {
        var planner = new DeliveryPlanner(1024);
        var small = Filled("small", "t", 20_000, bytes: 1_000);
        var large = Filled("large", "t", 20_000, bytes: 50_000);
        planner.Add(small, Start);
        planner.Add(large, Start);
        var bytes = Serve(planner, attempts: 4_000);

        Assert.InRange((double)bytes[small] / bytes[large], 0.95, 1.05);
    }

    [Fact]
    public void A_tenant_with_a_hundred_endpoints_gets_no_more_than_one_with_a_single_one()
    {
        var planner = new DeliveryPlanner(1024);
        var single = Filled("single", "modest", 20_000);
        planner.Add(single, Start);
        for (var index = 0; index < 100; index++)
        {
            planner.Add(Filled($"e{index}", "greedy", 1_000), Start);
        }

        var bytes = Serve(planner, attempts: 4_000);

        Assert.InRange((double)bytes[single] / bytes.Where(pair => pair.Key != single).Sum(static pair => pair.Value), 0.9, 1.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Between_flows_that_always_have_something_shares_differ_by_a_turn_and_a_message_at_most(int seed)
    {
        const int Quantum = 1000;
        var random = new Random(seed);
        var turns = new DeficitRoundRobin<string>(Quantum);
        var flows = Enumerable.Range(0, 7).Select(static index => $"f{index}").ToArray();
        var next = flows.ToDictionary(static flow => flow, _ => random.Next(1, 5000));
        var served = flows.ToDictionary(static flow => flow, static _ => 0L);
        Array.ForEach(flows, turns.Activate);
        for (var step = 0; step < 20_000; step++)
        {
            var flow = turns.Peek(candidate => next[candidate])!;
            turns.Pay(flow, next[flow]);
            served[flow] += next[flow];
            next[flow] = random.Next(1, 5000);
            Assert.InRange(served.Values.Max() - served.Values.Min(), 0, (2 * Quantum) + (2 * 5000));
        }
    }

    [Fact]
    public void A_flow_that_has_nothing_leaves_and_saves_nothing_up()
    {
        var turns = new DeficitRoundRobin<string>(10);
        turns.Activate("a");
        Assert.Equal("a", turns.Peek(static _ => 100));
        Assert.Null(turns.Peek(static _ => null));
        Assert.True(turns.IsEmpty);
        turns.Activate("a");
        turns.Activate("a");
        var asked = 0;
        turns.Peek(_ => ++asked <= 3 ? 100 : null);
        Assert.Equal(4, asked);
    }

    /// <summary>Simulates: 400 messages to an endpoint that takes 50 ms each, beside endpoints with plenty to get that take 14.9 s each and then fail.</summary>
    private static double TimeOfEleventh(int capacity, int slowEndpoints, string tenants)
    {
        var planner = new DeliveryPlanner(capacity);
        var fast = Filled("fast", "fast", 400);
        for (var index = 0; index < slowEndpoints; index++)
        {
            planner.Add(Filled($"slow{index}", tenants == "one tenant" ? "fast" : $"t{index}", 400), Start);
        }

        planner.Add(fast, Start);
        var now = Start;
        var ends = new PriorityQueue<(EndpointQueue Endpoint, PendingUpdate Pending), DateTimeOffset>();
        while (fast.Pending > 0)
        {
            while (planner.TryStart(now, out var endpoint) is { } pending)
            {
                ends.Enqueue((endpoint, pending), now + (endpoint == fast ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromSeconds(14.9)));
            }

            ends.TryDequeue(out var ended, out now);
            planner.Complete(ended.Endpoint, ended.Pending, ended.Endpoint == fast ? AttemptOutcome.Delivered : Failed(), now);
        }

        return (now - Start).TotalSeconds;
    }

    private static EndpointQueue Filled(string id, string tenant, int messages, int bytes = 100)
    {
        var queue = Queue(id, tenant);
        queue.Accept(new UpdateOffset(1, 0), [.. Enumerable.Range(1, messages).Select(sequence => Update(sequence, bytes: bytes))], Start);
        return queue;
    }

    private static Dictionary<EndpointQueue, long> Serve(DeliveryPlanner planner, int attempts)
    {
        var bytes = planner.Endpoints.ToDictionary(static queue => queue, static _ => 0L);
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var pending = planner.TryStart(Start, out var endpoint)!;
            bytes[endpoint] += pending.Size + 1024;
            planner.Complete(endpoint, pending, AttemptOutcome.Delivered, Start);
        }

        return bytes;
    }
}
