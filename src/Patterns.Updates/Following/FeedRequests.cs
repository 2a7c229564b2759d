using System.Net;
using System.Net.Http.Headers;
using Patterns.Updates.Connecting;
using Patterns.Updates.Following.Reading;

namespace Patterns.Updates.Following;

/// <summary>Sends the requests of one reading and reads the answers to them.</summary>
internal sealed class FeedRequests(FeedSource source)
{
    private readonly FeedClientOptions _options = source.Options;
    private string? _streamCursor;
    private EntityTagHeaderValue? _tag;
    private FeedCursor _taggedAt;

    /// <summary>Sends a request; returns as soon as the answer has begun.</summary>
    public async ValueTask<HttpResponseMessage> SendAsync(FeedPattern pattern, FeedCursor from, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, FeedRequestUrl.Build(source.Url, pattern, from, _streamCursor, _options));
        if (pattern == FeedPattern.ServerSentEvents)
        {
            request.Headers.TryAddWithoutValidation("Accept", AnswerRules.EventStream);
            request.Headers.TryAddWithoutValidation("Cache-Control", "no-cache");
            if (!from.IsStart && !from.IsNow)
            {
                request.Headers.TryAddWithoutValidation("Last-Event-ID", from.Offset);   // all that a plain event stream understands
            }
        }
        else
        {
            request.Headers.TryAddWithoutValidation("Accept", _options.Content == FeedContent.Json ? "application/json, application/cloudevents-batch+json" : "*/*");
        }

        if (pattern == FeedPattern.Poll && _tag is not null && _taggedAt == from)
        {
            request.Headers.IfNoneMatch.Add(_tag);
        }

        if (_options.PrepareRequest is { } prepare)
        {
            await prepare(request, cancellationToken).ConfigureAwait(false);
        }

        source.Metrics.Attempted(pattern);
        return await source.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes an answer that is an event stream. The stream owns the answer and the deadline from then on.</summary>
    public async ValueTask<FeedStream> OpenAsync(HttpResponseMessage answer, FeedCursor from, ReadDeadline deadline)
    {
        Stream body = await answer.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
        var reader = new EventStreamReader(body, new EventStreamReaderOptions { MaxEventBytes = _options.MaxEventBytes });
        bool isBase64 = answer.Headers.TryGetValues("Stream-SSE-Data-Encoding", out IEnumerable<string>? encodings)
            && encodings.Contains("base64", StringComparer.OrdinalIgnoreCase);
        return new FeedStream(answer, reader, new SseDecoder(from, _options.Content, isBase64), deadline);
    }

    /// <summary>Reads the answer to a poll or long poll.</summary>
    /// <exception cref="MessageFormatException">The answer is not of the protocol.</exception>
    public async ValueTask<FeedBatch> DecodeAsync(HttpResponseMessage answer, FeedCursor from, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            return new FeedBatch([], from) { IsUpToDate = true };
        }

        ReadOnlyMemory<byte>? body = answer.StatusCode == HttpStatusCode.NoContent ? null : await ReadBodyAsync(answer, cancellationToken).ConfigureAwait(false);
        FeedBatch batch = PollDecoder.Decode(answer.Headers, body, answer.Content.Headers.ContentType?.ToString(), from, _options.Content);
        _streamCursor = batch.StreamCursor ?? _streamCursor;
        _tag = batch.Position == from ? answer.Headers.ETag : null;
        _taggedAt = from;
        return batch;
    }

    /// <summary>Reads a body of bounded size.</summary>
    /// <exception cref="ServerAnswerException">It is larger than allowed.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadBodyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            await answer.Content.LoadIntoBufferAsync(_options.MaxAnswerBytes, cancellationToken).ConfigureAwait(false);
            return await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException tooLarge) when (tooLarge.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new ServerAnswerException(
                source.Url, $"its body has more than {_options.MaxAnswerBytes} bytes, which is what MaxAnswerBytes allows. Raise it, or ask the server for smaller answers.", tooLarge);
        }
    }
}
