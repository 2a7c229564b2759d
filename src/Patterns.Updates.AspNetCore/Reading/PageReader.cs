using System.Globalization;
using Microsoft.AspNetCore.Http;
using Patterns.Updates.AspNetCore.Caching;
using Patterns.Updates.AspNetCore.Limits;
using Patterns.Updates.AspNetCore.Requests;
using Patterns.Updates.AspNetCore.Shutdown;

namespace Patterns.Updates.AspNetCore.Reading;

/// <summary>Answers polls and long polls.</summary>
internal sealed class PageReader(ServingContext serving, Drain drain, LiveGate gate)
{
    private static readonly TimeSpan LeastWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(55);

    /// <summary>Answers at once.</summary>
    public async Task PollAsync(HttpContext context, IUpdateLog log, ReadRequest request)
    {
        var page = await log.ReadAsync(request.From, Options(request), context.RequestAborted).ConfigureAwait(false);
        var headers = context.Response.Headers;
        WritePosition(headers, page);
        var entityTag = EntityTag.Of(page.From.ToString(), page.Next.ToString(), page.IsUpToDate, page.IsClosed);
        headers.ETag = entityTag;
        headers.Vary = "Accept";
        var isPrivate = Credentials.AreIn(context) || !serving.Options.AllowSharedCaching;
        headers.CacheControl = isPrivate ? CachePolicy.Private
            : request.DependsOnHeaders || request.From.IsNow ? CachePolicy.NoStore
            : CachePolicy.Chunk(!page.IsUpToDate, !request.From.IsStart);
        if (EntityTag.Matches(context.Request.Headers.IfNoneMatch, entityTag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            serving.Metrics.Read("unchanged", 0);
            return;
        }

        serving.Metrics.Read("page", page.Updates.Count);
        await WritePageAsync(context, log, request, page).ConfigureAwait(false);
    }

    /// <summary>Answers when there is something, or when the time is up.</summary>
    public async Task LongPollAsync(HttpContext context, IUpdateLog log, ReadRequest request)
    {
        var options = Options(request);
        var page = await log.ReadAsync(request.From, options, context.RequestAborted).ConfigureAwait(false);
        if (page.Updates.Count == 0 && !page.IsClosed && !drain.IsDraining)
        {
            if (await gate.EnterAsync(context, log.Name, "long-poll").ConfigureAwait(false) is not { } principal)
            {
                return;
            }

            try
            {
                page = await WaitAsync(log, page.Next, options, Wait(request), context.RequestAborted).ConfigureAwait(false);
            }
            finally
            {
                gate.Leave(principal, "long-poll");
            }
        }

        var headers = context.Response.Headers;
        WritePosition(headers, page);
        headers.Vary = "Accept, Prefer";
        if (!page.IsClosed)
        {
            var cursor = serving.Chance.Draw(random => StreamCursor.Next(serving.Time.GetUtcNow(), request.Cursor, random));
            headers[StreamHeaders.Cursor] = cursor.ToString(CultureInfo.InvariantCulture);
        }

        if (request is { WaitIsPreference: true, Wait: { } wait })
        {
            headers["Preference-Applied"] = string.Create(CultureInfo.InvariantCulture, $"wait={Clamp(wait).TotalSeconds}");
        }

        if (page.Updates.Count == 0)
        {
            headers.CacheControl = CachePolicy.NoStore;
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            serving.Metrics.Read("empty", 0);
            return;
        }

        var isShared = serving.Options.AllowSharedCaching && !Credentials.AreIn(context) && !request.DependsOnHeaders && request.From is { IsNow: false, IsStart: false };
        headers.CacheControl = isShared ? CachePolicy.LongPoll : CachePolicy.Private;
        headers.ETag = EntityTag.Of(page.From.ToString(), page.Next.ToString(), page.IsUpToDate, page.IsClosed);
        serving.Metrics.Read("page", page.Updates.Count);
        await WritePageAsync(context, log, request, page).ConfigureAwait(false);
    }

    private static TimeSpan Clamp(TimeSpan wait) => wait < LeastWait ? LeastWait : wait > MostWait ? MostWait : wait;

    private static void WritePosition(IHeaderDictionary headers, UpdatePage page)
    {
        headers[StreamHeaders.NextOffset] = page.Next.ToString();
        if (page.IsUpToDate)
        {
            headers[StreamHeaders.UpToDate] = "true";
        }

        if (page.IsClosed)
        {
            headers[StreamHeaders.Closed] = "true";
        }
    }

    private static async Task WritePageAsync(HttpContext context, IUpdateLog log, ReadRequest request, UpdatePage page)
    {
        context.Response.ContentType = request.AsCloudEvents ? PageBody.CloudEventsContentType : log.Configuration.ContentType;
        var body = context.Response.BodyWriter;
        if (request.AsCloudEvents)
        {
            PageBody.WriteCloudEvents(body, page.Updates);
        }
        else
        {
            context.Response.ContentLength = PageBody.Length(page.Updates, log.Configuration.IsJson);
            await PageBody.WriteAsync(body, page.Updates, log.Configuration.IsJson, context.RequestAborted).ConfigureAwait(false);
        }

        await body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private async Task<UpdatePage> WaitAsync(IUpdateLog log, UpdateOffset after, ReadOptions options, TimeSpan wait, CancellationToken aborted)
    {
        var start = serving.Time.GetTimestamp();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, drain.Token(drain.Choose()));
        var page = new UpdatePage(after, [], after) { IsUpToDate = true };
        while (true)
        {
            var left = wait - serving.Time.GetElapsedTime(start);
            try
            {
                if (left <= TimeSpan.Zero || !await log.WaitAsync(page.Next, left, ending.Token).ConfigureAwait(false))
                {
                    return page;
                }
            }
            catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
            {
                return page;
            }

            // What a filter leaves out moves the cursor on and the wait goes on.
            page = await log.ReadAsync(page.Next, options, aborted).ConfigureAwait(false);
            if (page.Updates.Count > 0 || page.IsClosed)
            {
                return page;
            }
        }
    }

    private TimeSpan Wait(ReadRequest request)
    {
        var wait = Clamp(request.Wait ?? serving.Options.LongPollWait);
        return serving.Chance.Between(wait, wait + (wait / 16));
    }

    private ReadOptions Options(ReadRequest request) => new()
    {
        MaxCount = Math.Min(request.Limit ?? int.MaxValue, serving.Options.MaxPageUpdates),
        MaxBytes = serving.Options.MaxPageBytes,
        Types = request.Types.Types,
    };
}
