using System.Net;
using Patterns.Updates.Connecting;
using Patterns.Updates.Following.Gaps;
using Patterns.Updates.Following.Ladder;
using Patterns.Updates.Following.Reading;

namespace Patterns.Updates.Following;

/// <summary>
/// One reading of a feed, over as many requests as it takes. It asks as the ladder says, tells the ladder what came of it, and keeps the place; it reads
/// only when it is asked to, so a slow consumer slows its connection and nothing piles up here.
/// </summary>
internal sealed class FeedSession : IAsyncDisposable
{
    private const int MaxGapsInARow = 5;
    private readonly FeedSource _source;
    private readonly FeedClientOptions _options;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly PatternLadder _ladder;
    private readonly FeedRequests _requests;
    private readonly long _beganAt;
    private FeedCursor _position;
    private FeedStream? _stream;
    private FeedGap? _gap;
    private FeedPattern? _connected;
    private TimeSpan _lastSuccessAt;
    private int _gapsInARow;
    private bool _isKnown;   // to be a feed, so that a wrong answer is one of something between
    private bool _wasUnauthorized;
    private bool _isOver;

    public FeedSession(FeedSource source, FeedCursor from, bool isKnown, Random random)
    {
        _source = source;
        _options = source.Options;
        _time = source.Time;
        _position = from;
        _isKnown = isKnown;
        _requests = new FeedRequests(source);
        _backoff = new Backoff(_options.ReconnectionTime, _options.MaxReconnectionTime, random);
        var times = new LadderTimes(_options.ProbeInterval, _options.MaxProbeInterval, _options.PollInterval);
        _ladder = new PatternLadder(_options.Patterns, times, _backoff, random);
        _beganAt = _time.GetTimestamp();
    }

    // Not the time of day, which can jump.
    private TimeSpan Now => _time.GetElapsedTime(_beganAt);

    /// <summary>Reads what comes next: one update or more; null when the feed is closed and everything has been read.</summary>
    public async ValueTask<IReadOnlyList<ReceivedUpdate>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_isOver)
        {
            try
            {
                FeedBatch? batch = _stream is null
                    ? await AskAsync(cancellationToken).ConfigureAwait(false)
                    : await ReadStreamAsync(_stream).ConfigureAwait(false);
                if (batch is { Updates.Count: > 0 } news)
                {
                    return Received(news);
                }
            }
            catch (MessageFormatException problem)
            {
                await FailAsync(AttemptFailure.Unsupported, new ServerAnswerException(_source.Url, problem.Message, problem)).ConfigureAwait(false);
            }
            catch (Exception broken) when (!cancellationToken.IsCancellationRequested && broken is HttpRequestException or IOException or OperationCanceledException)
            {
                AttemptFailure failure = _stream is { HasBegun: true } ? AttemptFailure.Broken
                    : _ladder.Pattern == FeedPattern.ServerSentEvents && broken is OperationCanceledException ? AttemptFailure.Silent
                    : AttemptFailure.Unreachable;
                await FailAsync(failure, broken).ConfigureAwait(false);
            }
        }

        return null;
    }

    public ValueTask DisposeAsync() => DisconnectAsync();

    private async ValueTask<FeedBatch?> AskAsync(CancellationToken cancellationToken)
    {
        Attempt attempt = _ladder.Next(Now);
        if (attempt.Delay > TimeSpan.Zero)
        {
            await Task.Delay(attempt.Delay, _time, cancellationToken).ConfigureAwait(false);
        }

        TimeSpan askedAt = Now;
        var deadline = new ReadDeadline(_time, cancellationToken);
        HttpResponseMessage? answer = null;
        try
        {
            deadline.Restart(attempt.Pattern switch
            {
                FeedPattern.ServerSentEvents => _options.StreamTimeout,
                FeedPattern.LongPoll => _options.LongPollTimeout,
                _ => _options.AnswerTimeout,
            });
            answer = await _requests.SendAsync(attempt.Pattern, _position, deadline.Token).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK && AnswerRules.IsEventStream(answer.Content.Headers))
            {
                _stream = await _requests.OpenAsync(answer, _position, deadline).ConfigureAwait(false);
                return null;
            }

            deadline.Restart(_options.AnswerTimeout);
            return await JudgeAsync(attempt.Pattern, answer, askedAt, deadline.Token).ConfigureAwait(false);
        }
        finally
        {
            if (_stream is null)
            {
                answer?.Dispose();
                deadline.Dispose();
            }
        }
    }

    private async ValueTask<FeedBatch?> JudgeAsync(FeedPattern pattern, HttpResponseMessage answer, TimeSpan askedAt, CancellationToken cancellationToken)
    {
        AnswerVerdict verdict = AnswerRules.Judge(answer.StatusCode);
        switch (verdict)
        {
            case AnswerVerdict.Nothing when pattern == FeedPattern.ServerSentEvents:
                _isOver = true;   // "HTTP 204 No Content tells the client to stop" (HTML Standard, section 9.2)
                return null;
            case AnswerVerdict.Content or AnswerVerdict.Nothing or AnswerVerdict.Unchanged when pattern != FeedPattern.ServerSentEvents:
                FeedBatch batch = await _requests.DecodeAsync(answer, _position, cancellationToken).ConfigureAwait(false);
                Accept(pattern, batch, askedAt);
                return batch;
            case AnswerVerdict.Content:
                throw new MessageFormatException($"its Content-Type is '{answer.Content.Headers.ContentType}', but that of an event stream is '{AnswerRules.EventStream}'.");
            case AnswerVerdict.Gone:
                FeedGap gap = GapProblem.Read(await _requests.ReadBodyAsync(answer, cancellationToken).ConfigureAwait(false), _position, _source.Url)
                    ?? throw new ServerRefusedException(_source.Url, answer.StatusCode);
                await CrossAsync(pattern, gap, cancellationToken).ConfigureAwait(false);
                return null;
            case AnswerVerdict.Later:
            case AnswerVerdict.Unauthorized when !_wasUnauthorized && _options.PrepareRequest is not null:
                _wasUnauthorized = verdict == AnswerVerdict.Unauthorized;
                var refused = new ServerRefusedException(_source.Url, answer.StatusCode);
                await FailAsync(AttemptFailure.Unreachable, refused, RetryAfter.Read(answer.Headers, _time.GetUtcNow())).ConfigureAwait(false);
                return null;
            case AnswerVerdict.NotThisWay:
            case AnswerVerdict.Refused when pattern != FeedPattern.Poll && answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.MethodNotAllowed:
                throw new MessageFormatException($"it answered with status {(int)answer.StatusCode}.");
            default:
                throw new ServerRefusedException(_source.Url, answer.StatusCode);
        }
    }

    private async ValueTask<FeedBatch?> ReadStreamAsync(FeedStream stream)
    {
        FeedBatch batch;
        while (!stream.TryRead(out batch))
        {
            bool hadBegun = stream.HasBegun;
            if (!await stream.WaitAsync(hadBegun ? _options.Watchdog : _options.StreamTimeout).ConfigureAwait(false))
            {
                await EndStreamAsync(stream).ConfigureAwait(false);
                return null;
            }

            _lastSuccessAt = Now;
            if (!hadBegun)
            {
                Succeed(_ladder.Pattern);
            }
        }

        if (stream.IsPlain)
        {
            _ladder.Settle();
        }

        if (batch.IsClosed)
        {
            _isOver = true;
            await DisconnectAsync().ConfigureAwait(false);
        }

        _source.Metrics.Received(_ladder.Pattern, batch.Updates.Count, batch.Duplicates);
        return batch;
    }

    private async ValueTask EndStreamAsync(FeedStream stream)
    {
        if (!stream.HasBegun)
        {
            throw new IOException("The stream ended before anything came.");
        }

        await DisconnectAsync().ConfigureAwait(false);
        _ladder.End();
    }

    private void Accept(FeedPattern pattern, FeedBatch batch, TimeSpan askedAt)
    {
        bool hasMoved = batch.Updates.Count > 0 || batch.Position != _position;
        _position = batch.Position;
        _isOver = batch.IsClosed;
        Succeed(pattern);
        _source.Metrics.Received(pattern, batch.Updates.Count, batch.Duplicates);
        if (pattern == FeedPattern.LongPoll && !hasMoved)
        {
            _ladder.AnswerEmpty(Now - askedAt, Now);
        }
        else if (pattern == FeedPattern.Poll && (batch.IsUpToDate || !hasMoved))
        {
            _ladder.CatchUp();
        }
    }

    private void Succeed(FeedPattern pattern)
    {
        _ladder.Succeed(Now);
        _lastSuccessAt = Now;
        _isKnown = true;
        _wasUnauthorized = false;
        _gapsInARow = 0;
        if (_connected != pattern)
        {
            _connected = pattern;
            FollowingLog.Connected(_source.Logger, _source.Url.AbsolutePath, pattern);
            _options.Noticed?.Invoke(new FeedNotice(FeedNoticeKind.Connected, pattern, "It got through."));
        }
    }

    private async ValueTask FailAsync(AttemptFailure failure, Exception problem, TimeSpan? retryAfter = null)
    {
        await DisconnectAsync().ConfigureAwait(false);
        FeedPattern pattern = _ladder.Pattern;
        TimeSpan delay = _ladder.Fail(failure, retryAfter, Now);
        string reason = failure == AttemptFailure.Silent ? "Nothing came, not even a sign of life." : problem.Message;
        _connected = null;
        _source.Metrics.Failed(pattern);
        FollowingLog.Interrupted(_source.Logger, _source.Url.AbsolutePath, pattern, reason, delay);
        _options.Noticed?.Invoke(new FeedNotice(FeedNoticeKind.Interrupted, pattern, reason) { Delay = delay, Exception = problem });
        if (problem is ServerAnswerException && _ladder.IsExhausted && !_isKnown)
        {
            throw problem;
        }

        if (_options.GiveUpAfter != Timeout.InfiniteTimeSpan && Now - _lastSuccessAt >= _options.GiveUpAfter)
        {
            throw new FeedUnreachableException(_source.Url, Now - _lastSuccessAt, reason, problem);
        }
    }

    private async ValueTask CrossAsync(FeedPattern pattern, FeedGap gap, CancellationToken cancellationToken)
    {
        _source.Metrics.MetGap();
        FollowingLog.MetGap(_source.Logger, _source.Url.AbsolutePath, gap.Cursor.ToString(), gap.Reason, _options.OnGap);
        _options.Noticed?.Invoke(new FeedNotice(FeedNoticeKind.Gap, pattern, $"The server cannot go on from '{gap.Cursor}'.") { Gap = gap });
        if (_options.OnGap == GapPolicy.Fail || ++_gapsInARow > MaxGapsInARow)
        {
            throw new FeedGapException(_source.Url, gap);
        }

        _position = _options.OnGap switch
        {
            GapPolicy.Earliest => gap.Earliest ?? FeedCursor.Start,
            GapPolicy.Now => gap.Tail ?? FeedCursor.Now,
            _ => await _options.ReloadAsync!(gap, cancellationToken).ConfigureAwait(false),
        };
        _gap ??= gap;
    }

    // The first update behind a gap names it.
    private IReadOnlyList<ReceivedUpdate> Received(FeedBatch batch)
    {
        if (_gap is not { } gap)
        {
            return batch.Updates;
        }

        _gap = null;
        return [batch.Updates[0] with { Gap = gap }, .. batch.Updates.Skip(1)];
    }

    private async ValueTask DisconnectAsync()
    {
        if (_stream is { } stream)
        {
            _stream = null;
            _position = stream.Position;
            if (stream.ReconnectionTime is { } reconnectionTime)
            {
                _backoff.SetReconnectionTime(reconnectionTime);
            }

            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }
}
