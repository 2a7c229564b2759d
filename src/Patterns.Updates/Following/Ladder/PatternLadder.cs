using Patterns.Updates.Connecting;

namespace Patterns.Updates.Following.Ladder;

/// <summary>
/// Decides how a feed is read next, and when: the best pattern that gets through, one step down when it does not, and from time to time a try further
/// up. Pure but for the random numbers of its waits; moments are times since the reading began.
/// </summary>
/// <param name="patterns">The patterns that may be used, the best one first.</param>
/// <param name="times">The waits.</param>
/// <param name="backoff">Waits between attempts.</param>
/// <param name="random">Spreads polls.</param>
internal sealed class PatternLadder(IReadOnlyList<FeedPattern> patterns, LadderTimes times, Backoff backoff, Random random)
{
    /// <summary>Failures in a row after which a pattern that is not to blame is left all the same.</summary>
    public const int Patience = 3;

    /// <summary>An answer without news that comes sooner than this was not waited for.</summary>
    public static readonly TimeSpan Prompt = TimeSpan.FromSeconds(1);

    private int _step;
    private int _failures;
    private int _unsupported;
    private int _promptAnswers;
    private int _failedProbes;
    private bool _isProbing;
    private bool _isBecauseOfOutage;
    private TimeSpan _delay;
    private TimeSpan _probeWait = times.Probe;
    private TimeSpan _probeAt;

    /// <summary>The pattern of the present or next attempt.</summary>
    public FeedPattern Pattern => patterns[_isProbing ? ProbedStep : _step];

    /// <summary>Whether no pattern at all is left that was not answered in a wrong way since one last got through.</summary>
    public bool IsExhausted => _unsupported >= patterns.Count;

    // The next better one first, then those above it: what does not let through one may let through another.
    private int ProbedStep => _step - 1 - (_failedProbes % _step);

    /// <summary>Keeps to the present pattern: what is followed knows no other.</summary>
    public void Settle() => patterns = [Settled()];

    /// <summary>What to do next.</summary>
    public Attempt Next(TimeSpan now)
    {
        TimeSpan delay = _delay;
        _delay = TimeSpan.Zero;
        if (_step > 0 && now + delay >= _probeAt)
        {
            _isProbing = true;
            delay = _probeAt > now && _probeAt - now < delay ? _probeAt - now : delay;
        }

        return new Attempt(Pattern, delay, _isProbing);
    }

    /// <summary>The pattern got through: something came.</summary>
    public void Succeed(TimeSpan now)
    {
        backoff.Succeed();
        _failures = 0;
        _unsupported = 0;
        if (_isProbing)
        {
            _step = ProbedStep;
            _isProbing = false;
            _failedProbes = 0;
            _probeWait = times.Probe;
            _probeAt = now + _probeWait;
        }
        else if (_isBecauseOfOutage)
        {
            _probeAt = now;
        }

        _isBecauseOfOutage = false;
    }

    /// <summary>The server ended a stream in good order.</summary>
    public void End() => _delay = backoff.AfterEnd();

    /// <summary>A poll has caught up with the feed.</summary>
    public void CatchUp() => _delay = times.Poll * (0.9 + (0.2 * random.NextDouble()));

    /// <summary>A long poll was answered without news. Answers that come at once are not to become a storm of requests.</summary>
    /// <param name="waited">How long the server took.</param>
    /// <param name="now">The moment.</param>
    public void AnswerEmpty(TimeSpan waited, TimeSpan now)
    {
        _promptAnswers = waited < Prompt ? _promptAnswers + 1 : 0;
        if (_promptAnswers > Patience)
        {
            _promptAnswers = 0;
            Fail(AttemptFailure.Unsupported, null, now);
        }
        else if (_promptAnswers > 0)
        {
            _delay = backoff.AfterEnd();
        }
    }

    /// <summary>The attempt brought nothing.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="retryAfter">How long the server asks to wait; null when it does not say.</param>
    /// <param name="now">The moment.</param>
    /// <returns>The wait before the next attempt.</returns>
    public TimeSpan Fail(AttemptFailure failure, TimeSpan? retryAfter, TimeSpan now)
    {
        _unsupported = failure == AttemptFailure.Unsupported ? _unsupported + 1 : _unsupported;
        if (_isProbing)
        {
            // What worked before is gone back to at once, and asked about less often.
            _isProbing = false;
            _failedProbes++;
            _unsupported = 0;
            _probeWait = Least(_probeWait * 2, times.MaxProbe);
            _probeAt = now + _probeWait;
            _delay = retryAfter is null ? TimeSpan.Zero : backoff.AfterFailure(retryAfter);
            return _delay;
        }

        _failures = failure == AttemptFailure.Broken ? 0 : _failures + 1;
        bool isToBlame = failure is AttemptFailure.Unsupported or AttemptFailure.Silent;
        bool stepsDown = isToBlame || _failures >= Patience;
        bool isLast = _step == patterns.Count - 1;
        _delay = stepsDown && isToBlame && !isLast ? TimeSpan.Zero : backoff.AfterFailure(retryAfter);
        if (stepsDown)
        {
            // Below the last one is the first again.
            _step = isLast ? 0 : _step + 1;
            _failures = 0;
            _failedProbes = 0;
            _isBecauseOfOutage = !isToBlame;
            _probeAt = now + _probeWait;
        }

        return _delay;
    }

    private FeedPattern Settled()
    {
        FeedPattern pattern = Pattern;
        _step = 0;
        _isProbing = false;
        return pattern;
    }

    private static TimeSpan Least(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
