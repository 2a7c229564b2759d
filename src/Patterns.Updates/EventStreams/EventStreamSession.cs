using System.Net;
using System.Text;
using Patterns.Updates.Connecting;

namespace Patterns.Updates.EventStreams;

/// <summary>One reading of an event stream over as many connections as it takes.</summary>
internal sealed class EventStreamSession(HttpClient http, Uri url, EventStreamClientOptions options, TimeProvider time, Random random) : IAsyncDisposable
{
    private readonly Backoff _backoff = new(options.ReconnectionTime, options.MaxReconnectionTime, random);
    private byte[] _lastEventId = Encoding.UTF8.GetBytes(options.LastEventId ?? "");
    private HttpResponseMessage? _answer;
    private EventStreamReader? _reader;
    private ReadDeadline? _deadline;
    private TimeSpan _delay;
    private bool _wasUnauthorized;
    private int _reconnects;   // 1 when the caller has asked for a new connection

    /// <summary>Reads the next message; null when the server has said that there are no more.</summary>
    public async ValueTask<EventStreamMessage?> ReadAsync(CancellationToken cancellationToken)
    {
        for (; ; )
        {
            try
            {
                if (_reader is null && !await ConnectAsync(cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }

                if (_reader is not null && await ReadFromConnectionAsync().ConfigureAwait(false) is { } message)
                {
                    return message;
                }
            }
            catch (Exception broken) when (IsOfConnection(broken, cancellationToken))
            {
                bool wanted = Interlocked.Exchange(ref _reconnects, 0) == 1;
                TimeSpan delay = wanted ? _backoff.AfterEnd() : _backoff.AfterFailure(null);
                await InterruptAsync(delay, wanted ? "The caller asked for a new connection." : ReasonOf(broken), wanted ? null : broken).ConfigureAwait(false);
            }
        }
    }

    public void Reconnect()
    {
        Interlocked.Exchange(ref _reconnects, 1);
        Volatile.Read(ref _deadline)?.Expire();
    }

    public ValueTask DisposeAsync() => DisconnectAsync();

    // False when the server says that there is nothing to come back for.
    private async ValueTask<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_delay > TimeSpan.Zero)
        {
            await Task.Delay(_delay, time, cancellationToken).ConfigureAwait(false);
            _delay = TimeSpan.Zero;
        }

        Volatile.Write(ref _deadline, new ReadDeadline(time, cancellationToken));
        Interlocked.Exchange(ref _reconnects, 0);
        using HttpRequestMessage request = await CreateRequestAsync(cancellationToken).ConfigureAwait(false);
        _answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, _deadline.Token).ConfigureAwait(false);
        AnswerVerdict verdict = AnswerRules.Judge(_answer.StatusCode);
        switch (verdict)
        {
            case AnswerVerdict.Content:
                await StartReadingAsync(_answer).ConfigureAwait(false);
                return true;
            case AnswerVerdict.Nothing:
                return false;
            case AnswerVerdict.Later:
            case AnswerVerdict.Unauthorized when !_wasUnauthorized && options.PrepareRequest is not null:
                _wasUnauthorized = verdict == AnswerVerdict.Unauthorized;
                HttpStatusCode status = _answer.StatusCode;
                TimeSpan delay = _backoff.AfterFailure(RetryAfter.Read(_answer.Headers, time.GetUtcNow()));
                await InterruptAsync(delay, $"The server answered with status {(int)status}.", null, status).ConfigureAwait(false);
                return true;
            default:
                throw new ServerRefusedException(url, _answer.StatusCode);
        }
    }

    private async ValueTask<HttpRequestMessage> CreateRequestAsync(CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(options.Method, url) { Content = options.CreateContent?.Invoke() };
        request.Headers.TryAddWithoutValidation("Accept", AnswerRules.EventStream);
        request.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
        if (_lastEventId.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", Encoding.UTF8.GetString(_lastEventId));
        }

        if (options.PrepareRequest is { } prepare)
        {
            await prepare(request, cancellationToken).ConfigureAwait(false);
        }

        return request;
    }

    private async ValueTask StartReadingAsync(HttpResponseMessage answer)
    {
        if (!AnswerRules.IsEventStream(answer.Content.Headers))
        {
            throw new ServerAnswerException(
                url, $"its Content-Type is '{answer.Content.Headers.ContentType}', but that of an event stream is '{AnswerRules.EventStream}'. Correct the URL.");
        }

        _wasUnauthorized = false;
        _backoff.Succeed();
        _reader = new EventStreamReader(await answer.Content.ReadAsStreamAsync(_deadline!.Token).ConfigureAwait(false), options.Reading);
        _reader.StartAfter(_lastEventId);
    }

    // Null when the connection has ended.
    private async ValueTask<EventStreamMessage?> ReadFromConnectionAsync()
    {
        do
        {
            if (_reader!.TryRead(out EventStreamItem item))
            {
                string type = item.Kind == EventStreamItemKind.Comment ? "" : item.Type.IsEmpty ? "message" : Encoding.UTF8.GetString(item.Type);
                return new EventStreamMessage(item.Kind, type, Encoding.UTF8.GetString(item.Data), Encoding.UTF8.GetString(_reader.LastEventId));
            }

            _deadline!.Restart(options.ReadTimeout);
        }
        while (await _reader.WaitToReadAsync(_deadline.Token).ConfigureAwait(false));

        NoteReconnectionTime();
        await InterruptAsync(_backoff.AfterEnd(), "The server ended the connection.", null).ConfigureAwait(false);
        return null;
    }

    private async ValueTask InterruptAsync(TimeSpan delay, string reason, Exception? exception, HttpStatusCode? status = null)
    {
        _delay = delay;
        await DisconnectAsync().ConfigureAwait(false);
        options.Interrupted?.Invoke(new EventStreamInterruption(reason, delay) { Exception = exception, StatusCode = status });
    }

    private string ReasonOf(Exception broken) => _deadline is { IsExpired: true } ? "The connection was silent for too long." : broken.Message;

    private bool IsOfConnection(Exception exception, CancellationToken cancellationToken)
    {
        NoteReconnectionTime();
        return !cancellationToken.IsCancellationRequested && exception is HttpRequestException or IOException or OperationCanceledException;
    }

    private void NoteReconnectionTime()
    {
        if (_reader?.ReconnectionTime is { } reconnectionTime)
        {
            _backoff.SetReconnectionTime(reconnectionTime);
        }
    }

    private async ValueTask DisconnectAsync()
    {
        if (_reader is { } reader)
        {
            _lastEventId = reader.LastEventId.ToArray();
            _reader = null;
            await reader.DisposeAsync().ConfigureAwait(false);
        }

        _answer?.Dispose();
        _answer = null;
        if (Interlocked.Exchange(ref _deadline, null) is { } deadline)
        {
            deadline.Dispose();
        }
    }
}
