using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Patterns.Core;
using Patterns.Updates.AspNetCore.Caching;
using Patterns.Updates.AspNetCore.Limits;
using Patterns.Updates.AspNetCore.Problems;
using Patterns.Updates.AspNetCore.Requests;
using Patterns.Updates.AspNetCore.Shutdown;

namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>Answers with a stream of events: first what the client has missed, read from the feed for it alone, then what all get.</summary>
internal sealed class SseReader(ServingContext serving, StreamHub hub, Drain drain, LiveGate gate)
{
    private const string Kind = "sse";

    // What is encoded for one connection is small, so that many that catch up at once do not hold much.
    private const int CatchUpBytes = 64 * 1024;

    /// <summary>
    /// Opens a stream. What the caller then waits for is the stream alone: thousands of them are open at a time, and what was needed to open them is gone.
    /// </summary>
    /// <returns>The open stream, to be given to <see cref="CloseAsync"/> when it has ended; null when the request has been answered.</returns>
    public async Task<OpenStream?> OpenAsync(HttpContext context, IUpdateLog log, ReadRequest request)
    {
        var options = new ReadOptions { MaxBytes = CatchUpBytes, Types = request.Types.Types };
        var first = await FirstPageAsync(log, request, options, context.RequestAborted).ConfigureAwait(false);
        if (request.Profile == SseProfile.Browser && first.Page.IsClosed && first.Page.Updates.Count == 0 && !request.From.IsStart && !request.From.IsNow)
        {
            // An EventSource comes back for ever unless it is told that there is no content (WHATWG HTML, section 9.2.3).
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            context.Response.Headers.CacheControl = CachePolicy.NoStore;
            return null;
        }

        if (await gate.EnterAsync(context, log.Name, Kind).ConfigureAwait(false) is not { } principal)
        {
            return null;
        }

        OpenStream? stream = null;
        try
        {
            var format = new StreamFormat(request.Profile, request.AsCloudEvents, request.Types, PayloadOf(log.Configuration));
            WriteHeaders(context, format);
            stream = await AttachAsync(context, log, request, format, principal).ConfigureAwait(false);
            WriteStart(context, first);
            if (await CatchUpAsync(log, stream, first.Page, options).ConfigureAwait(false) is { } end)
            {
                await CloseAsync(stream, end).ConfigureAwait(false);
                return null;
            }

            return stream;
        }
        catch
        {
            if (stream is null)
            {
                gate.Leave(principal, Kind);
            }
            else
            {
                await CloseAsync(stream, StreamEnd.Gone).ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Gives back what a stream held.</summary>
    public async Task CloseAsync(OpenStream stream, StreamEnd end)
    {
        await stream.Gone.DisposeAsync().ConfigureAwait(false);
        stream.Audience.Leave(stream.Connection);
        gate.Leave(stream.Principal, Kind);
        serving.Metrics.StreamEnded(end);
        if (end == StreamEnd.Lagging)
        {
            Log.StreamCut(serving.Logger, stream.Broadcast.Feed);
        }

        await hub.DetachAsync(stream.Broadcast, stream.Audience).ConfigureAwait(false);
    }

    private static PayloadText PayloadOf(FeedConfiguration configuration)
        => configuration.IsJson ? PayloadText.Json
            : configuration.ContentType!.StartsWith("text/", StringComparison.OrdinalIgnoreCase) ? PayloadText.Text
            : PayloadText.Base64;

    private static void WriteHeaders(HttpContext context, StreamFormat format)
    {
        var headers = context.Response.Headers;
        context.Response.ContentType = "text/event-stream";
        headers.CacheControl = CachePolicy.Stream;
        headers["X-Accel-Buffering"] = "no";
        if (format is { Payload: PayloadText.Base64, AsCloudEvents: false })
        {
            headers[StreamHeaders.SseDataEncoding] = "base64";
        }

        // Compression holds events back until a block is full. The middleware looks at the request when the first byte is written.
        context.Request.Headers.Remove("Accept-Encoding");
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    /// <summary>The first page, and the problem that a browser is told of when its cursor is gone and it begins at the earliest instead.</summary>
    private async Task<(UpdatePage Page, FeedProblem? Reset)> FirstPageAsync(IUpdateLog log, ReadRequest request, ReadOptions options, CancellationToken aborted)
    {
        try
        {
            return (await log.ReadAsync(request.From, options, aborted).ConfigureAwait(false), null);
        }
        catch (OffsetGoneException gone) when (request.Profile == SseProfile.Browser)
        {
            var page = await log.ReadAsync(UpdateOffset.Start, options, aborted).ConfigureAwait(false);
            return (page, FeedProblems.Of(gone, feed => serving.Options.Snapshot?.Invoke(feed)));
        }
    }

    private async Task<OpenStream> AttachAsync(HttpContext context, IUpdateLog log, ReadRequest request, StreamFormat format, string principal)
    {
        var cursor = serving.Chance.Draw(random => StreamCursor.Next(serving.Time.GetUtcNow(), request.Cursor, random));
        var lifetime = serving.Options.StreamLifetime;
        var tail = (await log.GetStateAsync(context.RequestAborted).ConfigureAwait(false)).Tail;
        var (broadcast, audience) = hub.Attach(log, tail, format);
        var connection = new SseConnection(context, audience, hub.Clock)
        {
            EndsAt = hub.Clock.Now + serving.Chance.Between(lifetime, lifetime * 1.25),
            Wave = drain.Choose(),
            LeastCursor = cursor,
        };
        audience.Join(connection);
        return new OpenStream(connection, broadcast, audience, principal)
        {
            Gone = context.RequestAborted.UnsafeRegister(static connection => ((SseConnection)connection!).End(StreamEnd.Gone), connection),
        };
    }

    private void WriteStart(HttpContext context, (UpdatePage Page, FeedProblem? Reset) first)
    {
        var output = context.Response.BodyWriter;
        FrameEncoder.WriteStart(output, first.Page.From, serving.Chance.Between(serving.Options.Retry / 2, serving.Options.Retry * 1.5));
        if (first.Reset is { } reset)
        {
            FrameEncoder.WriteReset(output, reset.ToUtf8(), first.Page.From);
        }
    }

    /// <summary>Sends what lies between the client's cursor and the frames of the audience, and goes live.</summary>
    /// <returns>Why the stream ended on the way; null when it went live.</returns>
    private async Task<StreamEnd?> CatchUpAsync(IUpdateLog log, OpenStream stream, UpdatePage page, ReadOptions options)
    {
        var (connection, audience) = (stream.Connection, stream.Audience);
        try
        {
            // A shutdown that began before we joined has passed us by.
            if (drain.IsDraining)
            {
                return StreamEnd.Shutdown;
            }

            var anchor = audience.Tail;
            var wasOver = false;
            while (true)
            {
                var limit = anchor.Position.Next;
                var isLast = page.Next >= limit;
                var next = isLast && page.From < limit ? limit : isLast ? page.From : page.Next;
                var updates = isLast ? [.. page.Updates.Where(update => update.Offset <= limit)] : page.Updates;
                var position = new StreamPosition(next, connection.LeastCursor, page.IsUpToDate && next == page.Next, page.IsClosed && next == page.Next);
                connection.WriteBatch(updates, position, isLast);
                if (!await connection.FlushAsync().ConfigureAwait(false))
                {
                    return connection.Ending == StreamEnd.None ? StreamEnd.Gone : connection.Ending;
                }

                if (position.IsClosed)
                {
                    return StreamEnd.Closed;
                }

                if (isLast && !stream.Broadcast.IsOver)
                {
                    connection.GoLive(anchor, position);
                    return null;
                }

                // Nothing will come any more, and what ended the broadcast may have passed us by: the feed says what it was.
                if (wasOver)
                {
                    return StreamEnd.Failed;
                }

                wasOver = isLast;

                // While a client reads a long history the chain behind its anchor grows; then it anchors anew and reads that from the feed too.
                if (audience.Tail.EndBytes - anchor.EndBytes > hub.Clock.MaxLagBytes / 2)
                {
                    anchor = audience.Tail;
                }

                page = await log.ReadAsync(next, options).ConfigureAwait(false);
            }
        }
        catch (PatternsException fault)
        {
            // Headers are out: the stream ends, and who comes back is told what is wrong.
            Log.StreamFailed(serving.Logger, log.Name, fault);
            return StreamEnd.Failed;
        }
    }
}
