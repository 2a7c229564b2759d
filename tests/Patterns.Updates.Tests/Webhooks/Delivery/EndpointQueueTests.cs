using Patterns.Updates.Webhooks.Delivery;
using static Patterns.Updates.Tests.Webhooks.Delivery.QueueFixture;

namespace Patterns.Updates.Tests.Webhooks.Delivery;

public sealed class EndpointQueueTests
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    [Fact]
    public void A_message_is_tried_ten_times_over_75_hours_each_wait_within_a_fifth_and_is_then_a_dead_letter()
    {
        var total = TimeSpan.Zero;
        for (var seed = 0; seed < 200; seed++)
        {
            var queue = Queue(seed: seed);
            var now = Start;
            queue.Accept(new UpdateOffset(1, 0), [Update(1)], now);
            for (var attempt = 1; attempt < 10; attempt++)
            {
                Assert.Equal(AttemptResult.WillRetry, queue.Complete(queue.Start(), Failed(), now));
                var wait = queue.ReadyAt!.Value - now;
                Assert.InRange(wait, Waits[attempt - 1] * 0.8, Waits[attempt - 1] * 1.2);
                now += wait;
            }

            Assert.Equal(AttemptResult.DeadLettered, queue.Complete(queue.Start(), Failed(), now));
            var dead = Assert.Single(queue.DeadLetters);
            Assert.Equal(new WebhookDeadLetter(new UpdateOffset(1, 1), 10, now, "answered 500"), dead);
            Assert.Null(queue.ReadyAt);
            total += now - Start;
        }

        Assert.InRange((total / 200).TotalHours, 74, 77);
    }

    [Fact]
    public void Without_order_eight_go_at_once_and_a_failure_holds_up_nobody()
    {
        var queue = Queue();
        queue.Accept(new UpdateOffset(1, 0), UpdatesOf(9), Start);
        var started = Enumerable.Range(0, 8).Select(_ => queue.Start()).ToArray();

        Assert.Null(queue.ReadyAt);
        queue.Complete(started[0], Failed(), Start);
        Assert.Equal(new UpdateOffset(1, 9), queue.Start().Offset);
    }

    [Fact]
    public void In_order_by_key_the_next_of_a_key_waits_for_the_one_before_and_other_keys_do_not()
    {
        var queue = Queue(isOrdered: true);
        queue.Accept(new UpdateOffset(1, 0), [Update(1, "a"), Update(2, "a"), Update(3, "b"), Update(4), Update(5)], Start);

        var first = queue.Start();
        var other = queue.Start();
        var keyless = queue.Start();
        Assert.Equal([1, 3, 4], [first.Offset.Sequence, other.Offset.Sequence, keyless.Offset.Sequence]);
        Assert.Null(queue.ReadyAt);

        queue.Complete(first, Failed(), Start);
        Assert.True(queue.ReadyAt > Start);
        queue.Complete(keyless, AttemptOutcome.Delivered, Start);
        Assert.Equal(5, queue.Start().Offset.Sequence);

        var retried = queue.Start();
        Assert.Same(first, retried);
        queue.Complete(retried, AttemptOutcome.Delivered, Start);
        Assert.Equal(2, queue.First.Offset.Sequence);
    }

    [Fact]
    public void An_endpoint_that_asks_for_a_pause_gets_it_whole_up_to_a_day()
    {
        var queue = Queue();
        queue.Accept(new UpdateOffset(1, 0), UpdatesOf(3), Start);

        queue.Complete(queue.Start(), Failed(TimeSpan.FromMinutes(10)), Start);
        Assert.Equal(Start.AddMinutes(10), queue.ReadyAt);

        queue.Complete(queue.Start(), Failed(TimeSpan.FromDays(400)), Start.AddMinutes(10));
        Assert.Equal(Start.AddMinutes(10).AddDays(1), queue.ReadyAt);
    }

    [Fact]
    public void After_ten_failures_in_a_row_one_message_at_a_time_is_tried_until_one_arrives()
    {
        var queue = Queue();
        queue.Accept(new UpdateOffset(1, 0), UpdatesOf(12), Start);
        for (var failure = 0; failure < 9; failure++)
        {
            queue.Complete(queue.Start(), Failed(), Start);
        }

        Assert.False(queue.IsBreakerOpen);
        queue.Complete(queue.Start(), Failed(), Start);
        Assert.True(queue.IsBreakerOpen);
        Assert.False(queue.WantsMore);
        Assert.InRange(queue.ReadyAt!.Value - Start, TimeSpan.FromSeconds(24), TimeSpan.FromSeconds(30));

        var probe = queue.Start();
        Assert.Null(queue.ReadyAt);
        queue.Complete(probe, AttemptOutcome.Delivered, Start.AddMinutes(1));
        Assert.False(queue.IsBreakerOpen);
        Assert.True(queue.ReadyAt <= Start.AddMinutes(1));
    }

    [Fact]
    public void A_breaker_that_is_open_while_nothing_is_pending_lets_updates_be_read()
    {
        var queue = Queue(state: new EndpointState { BreakerFailures = 10, BreakerOpenUntil = Start });

        Assert.True(queue.WantsMore);
    }

    [Fact]
    public void Five_days_without_a_success_disable_and_one_success_starts_them_anew()
    {
        var queue = Queue();
        queue.Accept(new UpdateOffset(1, 0), UpdatesOf(10), Start);
        queue.Complete(queue.Start(), Failed(), Start);
        Assert.Equal(AttemptResult.WillRetry, queue.Complete(queue.Start(), Failed(), Start.AddDays(5).AddTicks(-1)));
        Assert.Equal(AttemptResult.Delivered, queue.Complete(queue.Start(), AttemptOutcome.Delivered, Start.AddDays(6)));
        Assert.Null(queue.FailingSince);

        queue.Complete(queue.Start(), Failed(), Start.AddDays(7));
        Assert.Equal(AttemptResult.Disabled, queue.Complete(queue.Start(), Failed(), Start.AddDays(12)));
        Assert.Equal(WebhookDisabledReason.Failing, queue.Disabled);
        Assert.Null(queue.ReadyAt);
        Assert.False(queue.WantsMore);
    }

    [Fact]
    public void An_endpoint_that_is_gone_is_disabled_and_after_it_is_resumed_it_gets_everything()
    {
        var queue = Queue();
        queue.Accept(new UpdateOffset(1, 0), UpdatesOf(3), Start);

        Assert.Equal(AttemptResult.Disabled, queue.Complete(queue.Start(), new AttemptOutcome(AttemptKind.Unwanted, "answered 410"), Start));
        Assert.Null(queue.ReadyAt);

        queue.Resume(Start);
        Assert.Equal([1, 2, 3], Enumerable.Range(0, 3).Select(_ => queue.Start().Offset.Sequence).Order());
    }

    [Fact]
    public void An_attempt_that_we_gave_up_ourselves_counts_for_nothing()
    {
        var queue = Queue();
        queue.Accept(new UpdateOffset(1, 0), UpdatesOf(1), Start);
        var pending = queue.Start();

        Assert.Equal(AttemptResult.Nothing, queue.Complete(pending, new AttemptOutcome(AttemptKind.Abandoned), Start));
        Assert.Equal(0, pending.Attempts);
        Assert.Null(queue.FailingSince);
        Assert.Equal(Start, queue.ReadyAt);
    }

    [Fact]
    public void Too_many_dead_letters_disable_rather_than_forget_one()
    {
        var settings = new EndpointSettings("e", "t", false, 8) { MaxDeadLetters = 2 };
        var queue = new EndpointQueue(settings, new EndpointState(), new Random(1));
        queue.Accept(new UpdateOffset(1, 0), UpdatesOf(3), Start);

        Assert.Equal(AttemptResult.DeadLettered, queue.Complete(queue.Start(), new AttemptOutcome(AttemptKind.Expired, "gone"), Start));
        Assert.Equal(AttemptResult.Disabled, queue.Complete(queue.Start(), new AttemptOutcome(AttemptKind.Expired, "gone"), Start));
        Assert.Equal(2, queue.DeadLetters.Count);
    }

    [Fact]
    public void What_is_pending_is_bounded_and_the_cursor_then_stands_still()
    {
        var settings = new EndpointSettings("e", "t", false, 8) { MaxPending = 50 };
        var queue = new EndpointQueue(settings, new EndpointState(), new Random(1));
        var feed = UpdatesOf(500);
        var now = Start;
        while (queue.WantsMore)
        {
            Fill(queue, feed, now);
            while (queue.ReadyAt <= now)
            {
                // A success now and then keeps the breaker shut, so that only the bound stops it.
                var pending = queue.Start();
                queue.Complete(pending, pending.Offset.Sequence % 5 == 0 ? AttemptOutcome.Delivered : Failed(), now);
            }
        }

        Assert.InRange(queue.Pending, 45, 50);
        Assert.InRange(queue.Cursor.Sequence, 50, 70);
        Assert.All(queue.Snapshot(Start).Pending, static pending => Assert.Equal(1, pending.Attempts));
    }

    [Fact]
    public void Updates_that_wait_behind_one_of_their_key_keep_no_payloads_in_memory()
    {
        var queue = Queue(isOrdered: true);
        var feed = UpdatesOf(500, static _ => "k");
        var now = Start;
        Fill(queue, feed, now);
        var first = queue.Start();
        queue.Complete(first, Failed(), now);
        for (var page = 0; queue.WantsMore && page < 1000; page++)
        {
            Fill(queue, feed, now);
        }

        Assert.Equal(500, queue.Pending);
        var loaded = 0;
        now = queue.ReadyAt!.Value;
        while (queue.Pending > 0)
        {
            var pending = queue.Start();
            loaded += pending.Loaded is null ? 0 : 1;
            queue.Complete(pending, AttemptOutcome.Delivered, now);
        }

        Assert.InRange(loaded, 10, 16);
    }

    [Fact]
    public void Waits_that_were_saved_under_a_clock_that_was_ahead_go_on_for_what_they_had_left()
    {
        var ahead = Start.AddYears(10);
        var queue = Queue(state: new EndpointState
        {
            Pending = [new PendingState(new UpdateOffset(1, 1), null, null, 3, ahead.AddHours(2)), new PendingState(new UpdateOffset(1, 2), null, null, 3, ahead)],
            PausedUntil = ahead.AddHours(1),
            FailingSince = ahead.AddHours(-9),
            BreakerFailures = 10,
            BreakerOpenUntil = ahead.AddMinutes(1),
        });

        queue.Adjust(ahead, Start);

        Assert.Equal(Start.AddHours(1), queue.ReadyAt);
        Assert.Equal(Start.AddHours(-9), queue.FailingSince);
        Assert.Equal([Start.AddHours(2), Start], queue.Snapshot(Start).Pending.Select(static pending => pending.Due));
        queue.Adjust(Start.AddHours(-3), Start);
        Assert.Equal(Start.AddHours(1), queue.ReadyAt);
    }

    [Fact]
    public void Dead_letters_are_sent_again_one_or_all_under_the_same_offsets()
    {
        var queue = Queue();
        var feed = UpdatesOf(5);
        Fill(queue, feed, Start);
        for (var index = 0; index < 5; index++)
        {
            queue.Complete(queue.Start(), new AttemptOutcome(AttemptKind.Expired, "gone"), Start);
        }

        queue.Repeat(new DeliveryRange(new UpdateOffset(1, 1), new UpdateOffset(1, 3)));
        Fill(queue, feed, Start);
        Assert.Equal([1, 4, 5], queue.DeadLetters.Select(static letter => letter.Offset.Sequence));
        Assert.Equal([2, 3], new[] { queue.Start(), queue.Start() }.Select(static pending => pending.Offset.Sequence));
        Assert.Equal(5, queue.Cursor.Sequence);

        queue.Rewind(new UpdateOffset(1, 3));
        Assert.Equal([1], queue.DeadLetters.Select(static letter => letter.Offset.Sequence));
        Fill(queue, feed, Start);
        Assert.Equal([4, 5], new[] { queue.Start(), queue.Start() }.Select(static pending => pending.Offset.Sequence));
    }
}
