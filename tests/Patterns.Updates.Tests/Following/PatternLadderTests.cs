using Patterns.Updates.Connecting;
using Patterns.Updates.Following.Ladder;
using Patterns.Updates.Tests.Connecting;
using static Patterns.Updates.FeedPattern;

namespace Patterns.Updates.Tests.Following;

public sealed class PatternLadderTests
{
    private static readonly TimeSpan Zero = TimeSpan.Zero;
    private static readonly LadderTimes Times = new(Probe: Seconds(30), MaxProbe: Seconds(100), Poll: Seconds(5));
    private readonly Backoff _backoff = new(Seconds(1), Seconds(30), new MiddleRandom());
    private readonly PatternLadder _ladder;

    public PatternLadderTests() => _ladder = new PatternLadder([ServerSentEvents, LongPoll, Poll], Times, _backoff, new MiddleRandom());

    [Fact]
    public void It_begins_with_the_best_pattern_at_once() => Assert.Equal(new Attempt(ServerSentEvents, Zero, false), _ladder.Next(Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_pattern_that_is_to_blame_is_left_at_once(int kind)
    {
        AttemptFailure toBlame = kind == 0 ? AttemptFailure.Unsupported : AttemptFailure.Silent;
        _ladder.Next(Zero);

        Assert.Equal(Zero, _ladder.Fail(toBlame, null, Zero));

        Assert.Equal(new Attempt(LongPoll, Zero, false), _ladder.Next(Zero));
    }

    [Fact]
    public void A_server_that_is_away_is_waited_for_and_asked_in_another_way_after_three_times()
    {
        FeedPattern[] patterns = [.. Enumerable.Range(0, 8).Select(_ =>
        {
            FeedPattern pattern = _ladder.Next(Zero).Pattern;
            Assert.True(_ladder.Fail(AttemptFailure.Unreachable, null, Zero) > Zero);
            return pattern;
        })];

        Assert.Equal([ServerSentEvents, ServerSentEvents, ServerSentEvents, LongPoll, LongPoll, LongPoll, Poll, Poll], patterns);
    }

    [Fact]
    public void After_an_outage_the_better_pattern_is_tried_as_soon_as_one_gets_through()
    {
        for (var count = 0; count < PatternLadder.Patience; count++)
        {
            _ladder.Next(Zero);
            _ladder.Fail(AttemptFailure.Unreachable, null, Zero);
        }

        Assert.Equal(LongPoll, _ladder.Next(Seconds(1)).Pattern);
        _ladder.Succeed(Seconds(1));

        Assert.Equal(new Attempt(ServerSentEvents, Zero, true), _ladder.Next(Seconds(1)));
    }

    [Fact]
    public void A_connection_that_had_worked_is_made_anew_in_the_same_way()
    {
        for (var count = 0; count < 10; count++)
        {
            Assert.Equal(ServerSentEvents, _ladder.Next(Zero).Pattern);
            _ladder.Succeed(Zero);
            Assert.Equal(Seconds(0.5), _ladder.Fail(AttemptFailure.Broken, null, Zero));
        }
    }

    [Fact]
    public void The_better_pattern_is_tried_from_time_to_time_and_less_and_less_often()
    {
        _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        var probes = new List<double>();
        for (double now = 0; now < 400; now++)
        {
            if (_ladder.Next(Seconds(now)).IsProbe)
            {
                probes.Add(now);
                Assert.Equal(ServerSentEvents, _ladder.Pattern);
                Assert.Equal(Zero, _ladder.Fail(AttemptFailure.Unsupported, null, Seconds(now)));
            }

            Assert.Equal(LongPoll, _ladder.Pattern);
            _ladder.Succeed(Seconds(now));
        }

        Assert.Equal([30, 90, 190, 290, 390], probes);
    }

    [Fact]
    public void A_try_that_gets_through_is_kept()
    {
        _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        Assert.Equal(Poll, _ladder.Next(Zero).Pattern);
        _ladder.Succeed(Zero);

        Assert.Equal(LongPoll, _ladder.Next(Seconds(30)).Pattern);
        _ladder.Succeed(Seconds(30));
        Assert.Equal(new Attempt(LongPoll, Zero, false), _ladder.Next(Seconds(31)));
        Assert.Equal(ServerSentEvents, _ladder.Next(Seconds(60)).Pattern);
        _ladder.Succeed(Seconds(60));

        Assert.Equal(new Attempt(ServerSentEvents, Zero, false), _ladder.Next(Seconds(600)));
    }

    [Fact]
    public void A_better_pattern_is_found_although_the_one_between_does_not_get_through()
    {
        _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        _ladder.Succeed(Zero);
        Assert.Equal(new Attempt(LongPoll, Zero, true), _ladder.Next(Seconds(30)));
        _ladder.Fail(AttemptFailure.Unsupported, null, Seconds(30));
        Assert.Equal(Poll, _ladder.Next(Seconds(30)).Pattern);
        _ladder.Succeed(Seconds(30));

        Assert.Equal(new Attempt(ServerSentEvents, Zero, true), _ladder.Next(Seconds(90)));
        _ladder.Succeed(Seconds(90));

        Assert.Equal(new Attempt(ServerSentEvents, Zero, false), _ladder.Next(Seconds(1000)));
    }

    [Fact]
    public void When_nothing_gets_through_it_begins_again_with_the_best_but_not_at_once()
    {
        for (var count = 0; count < 3; count++)
        {
            _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        }

        Assert.Equal(new Attempt(ServerSentEvents, Seconds(0.5), false), _ladder.Next(Zero));
    }

    [Fact]
    public void A_poll_at_the_end_of_the_feed_is_waited_for_but_not_past_a_try()
    {
        _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        _ladder.CatchUp();
        Assert.Equal(new Attempt(Poll, Seconds(5), false), _ladder.Next(Seconds(20)));
        Assert.Equal(new Attempt(Poll, Zero, false), _ladder.Next(Seconds(25)));

        _ladder.CatchUp();

        Assert.Equal(new Attempt(LongPoll, Seconds(2), true), _ladder.Next(Seconds(28)));
    }

    [Fact]
    public void Long_polls_that_are_not_waited_for_are_slowed_down_and_then_given_up()
    {
        _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        for (var count = 0; count < PatternLadder.Patience; count++)
        {
            Assert.Equal(LongPoll, _ladder.Next(Zero).Pattern);
            _ladder.Succeed(Zero);
            _ladder.AnswerEmpty(TimeSpan.FromMilliseconds(3), Zero);
            Assert.Equal(Seconds(0.5), _ladder.Next(Zero).Delay);
        }

        _ladder.AnswerEmpty(TimeSpan.FromMilliseconds(3), Zero);

        Assert.Equal(Poll, _ladder.Next(Zero).Pattern);
    }

    [Fact]
    public void A_long_poll_that_was_waited_for_is_followed_by_the_next_at_once()
    {
        _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        _ladder.Succeed(Zero);

        _ladder.AnswerEmpty(Seconds(25), Seconds(25));

        Assert.Equal(new Attempt(LongPoll, Zero, false), _ladder.Next(Seconds(25)));
    }

    [Fact]
    public void It_is_exhausted_when_every_pattern_was_answered_wrongly()
    {
        for (var count = 0; count < 3; count++)
        {
            Assert.False(_ladder.IsExhausted);
            _ladder.Fail(AttemptFailure.Unsupported, null, Zero);
        }

        Assert.True(_ladder.IsExhausted);
        Assert.True(_ladder.Next(Zero).Delay > Zero);
        _ladder.Succeed(Zero);
        Assert.False(_ladder.IsExhausted);
    }

    [Fact]
    public void What_the_server_asks_for_is_waited_for()
    {
        Assert.Equal(Seconds(60.5), _ladder.Fail(AttemptFailure.Unreachable, Seconds(60), Zero));
        _ladder.Succeed(Seconds(60));
        _backoff.SetReconnectionTime(Seconds(3));

        _ladder.End();

        Assert.Equal(Seconds(3), _ladder.Next(Seconds(70)).Delay);
    }

    [Fact]
    public void A_plain_stream_is_never_left_for_another_pattern()
    {
        _ladder.Next(Zero);
        _ladder.Succeed(Zero);
        _ladder.Settle();

        for (var count = 0; count < 10; count++)
        {
            _ladder.Fail(AttemptFailure.Silent, null, Zero);
            Assert.Equal(ServerSentEvents, _ladder.Next(Seconds(1000)).Pattern);
        }
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
