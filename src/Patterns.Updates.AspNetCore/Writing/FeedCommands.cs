using System.Globalization;
using Microsoft.AspNetCore.Http;
using Patterns.Updates.AspNetCore.Caching;
using Patterns.Updates.AspNetCore.Problems;

namespace Patterns.Updates.AspNetCore.Writing;

/// <summary>Creates, appends to, closes, deletes and looks at feeds (Durable Streams 1.0, sections 5.1 to 5.5).</summary>
internal sealed class FeedCommands(ServingContext serving, FeedPaths paths)
{
    /// <summary>HEAD: where the feed stands.</summary>
    public static async Task DescribeAsync(HttpContext context, IUpdateLog log)
    {
        var state = await log.GetStateAsync(context.RequestAborted).ConfigureAwait(false);
        WriteState(context.Response, log, state);
        var configuration = log.Configuration;
        if (configuration.TimeToLive is { } timeToLive)
        {
            context.Response.Headers[StreamHeaders.Ttl] = ((long)timeToLive.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        if (configuration.ExpiresAt is { } expiresAt)
        {
            context.Response.Headers[StreamHeaders.ExpiresAt] = expiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>PUT: creates a feed, or finds the same one.</summary>
    public async Task<FeedProblem?> CreateAsync(HttpContext context, string feed)
    {
        var request = context.Request;
        var contentType = string.IsNullOrWhiteSpace(request.ContentType) ? null : request.ContentType;
        if (WriteHeaders.Configuration(request.Headers, contentType, path => FeedPaths.FeedOf(request, feed, path), out var configuration) is { } badConfiguration)
        {
            return FeedProblems.BadRequest(badConfiguration);
        }

        if (configuration.Fork is { } fork && !await paths.IsAllowedAsync(context, fork.Source, FeedOperations.Read).ConfigureAwait(false))
        {
            return FeedPaths.Forbidden(fork.Source, FeedOperations.Read);
        }

        if (await RequestBody.ReadAsync(context, serving.Options.MaxRequestBytes).ConfigureAwait(false) is not { } body)
        {
            return TooLarge(feed);
        }

        var isJson = await IsJsonAsync(configuration, context.RequestAborted).ConfigureAwait(false);
        if (MessageParser.Parse(body, isJson, request.Headers, serving.Options.MaxRequestMessages, out var updates) is { } badBody)
        {
            return FeedProblems.BadRequest(badBody);
        }

        var closes = WriteHeaders.Closes(request.Headers);
        var first = updates.Count > 0 || closes ? new AppendRequest(updates) { Close = closes } : null;
        var created = await serving.Store.CreateAsync(feed, configuration, first, context.RequestAborted).ConfigureAwait(false);
        var state = await created.Log.GetStateAsync(context.RequestAborted).ConfigureAwait(false);
        if (!created.IsNew && state.IsClosed != closes)
        {
            return new FeedProblem(
                StatusCodes.Status409Conflict,
                "updates.feed-conflict",
                $"A feed '{feed}' exists and is {(state.IsClosed ? "closed" : "open")}, but it was to be created {(closes ? "closed" : "open")}. Take another name.");
        }

        WriteState(context.Response, created.Log, state);
        if (created.IsNew)
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            context.Response.Headers.Location = $"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}";
        }

        return null;
    }

    /// <summary>POST: appends, closes, or both.</summary>
    public async Task<FeedProblem?> AppendAsync(HttpContext context, IUpdateLog log)
    {
        var headers = context.Request.Headers;
        var closes = WriteHeaders.Closes(headers);
        if (await RequestBody.ReadAsync(context, serving.Options.MaxRequestBytes).ConfigureAwait(false) is not { } body)
        {
            return TooLarge(log.Name);
        }

        var operation = body.Length > 0 || !closes ? FeedOperations.Append : FeedOperations.Close;
        if (await paths.RefusalAsync(context, log.Name, operation).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (closes && operation == FeedOperations.Append && await paths.RefusalAsync(context, log.Name, FeedOperations.Close).ConfigureAwait(false) is { } noClose)
        {
            return noClose;
        }

        if (WriteHeaders.Producer(headers, out var producer) is { } badProducer)
        {
            return FeedProblems.BadRequest(badProducer);
        }

        if (WriteHeaders.WriterSequence(headers, out var sequence) is { } badSequence)
        {
            return FeedProblems.BadRequest(badSequence);
        }

        if (body.Length == 0 && !closes)
        {
            return FeedProblems.BadRequest("The body is empty, but an append has at least one byte. To close the feed send Stream-Closed: true.");
        }

        if (body.Length > 0 && await ContentProblemAsync(context, log).ConfigureAwait(false) is { } badType)
        {
            return badType;
        }

        if (MessageParser.Parse(body, log.Configuration.IsJson, headers, serving.Options.MaxRequestMessages, out var updates) is { } badBody)
        {
            return FeedProblems.BadRequest(badBody);
        }

        if (body.Length > 0 && updates.Count == 0)
        {
            return FeedProblems.BadRequest("The array is empty, but an append has at least one message.");
        }

        var receipt = await log.AppendAsync(
            new AppendRequest(updates) { Close = closes, Producer = producer, WriterSequence = sequence }, context.RequestAborted).ConfigureAwait(false);
        WriteReceipt(context.Response, receipt, producer);
        if (!receipt.IsDuplicate)
        {
            serving.Metrics.Appended();
        }

        return null;
    }

    private static void WriteState(HttpResponse response, IUpdateLog log, FeedState state)
    {
        response.ContentType = log.Configuration.ContentType;
        response.Headers.CacheControl = CachePolicy.NoStore;
        response.Headers[StreamHeaders.NextOffset] = state.Tail.ToString();
        if (state.IsClosed)
        {
            response.Headers[StreamHeaders.Closed] = "true";
        }
    }

    private static void WriteReceipt(HttpResponse response, AppendReceipt receipt, ProducerPosition? producer)
    {
        // With a producer 200 tells what is new from what was there already (section 5.2.1); closing adds nothing.
        response.StatusCode = producer is not null && receipt.Count > 0 ? StatusCodes.Status200OK : StatusCodes.Status204NoContent;
        response.Headers.CacheControl = CachePolicy.NoStore;
        response.Headers[StreamHeaders.NextOffset] = receipt.Next.ToString();
        if (receipt.IsClosed)
        {
            response.Headers[StreamHeaders.Closed] = "true";
        }

        if (producer is not null)
        {
            response.Headers[StreamHeaders.ProducerEpoch] = producer.Epoch.ToString(CultureInfo.InvariantCulture);
            response.Headers[StreamHeaders.ProducerSeq] = (receipt.ProducerSequence ?? producer.Sequence).ToString(CultureInfo.InvariantCulture);
        }
    }

    // A closed feed says so before anything else is looked at, so that its writers learn of it (section 5.2).
    private static async ValueTask<FeedProblem?> ContentProblemAsync(HttpContext context, IUpdateLog log)
    {
        var contentType = context.Request.ContentType;
        if (string.IsNullOrWhiteSpace(contentType))
        {
            return FeedProblems.BadRequest($"The request has no Content-Type. Feed '{log.Name}' takes {log.Configuration.ContentType}.");
        }

        if (MediaType.Essence(contentType) == MediaType.Essence(log.Configuration.ContentType!))
        {
            return null;
        }

        var state = await log.GetStateAsync(context.RequestAborted).ConfigureAwait(false);
        return state.IsClosed
            ? FeedProblems.Of(new FeedClosedException(log.Name, state.Tail), static _ => null)
            : new FeedProblem(
                StatusCodes.Status409Conflict,
                "updates.content-type",
                $"Feed '{log.Name}' takes {log.Configuration.ContentType}, but the request is {contentType}. Append to it in its own type.");
    }

    private FeedProblem TooLarge(string feed) => new(
        StatusCodes.Status413PayloadTooLarge,
        "updates.payload-too-large",
        string.Create(CultureInfo.InvariantCulture, $"A request to feed '{feed}' has at most {serving.Options.MaxRequestBytes} bytes. Append in parts, or append a link to the content."));

    // A fork that does not say what it is made of is made of what its source is.
    private async ValueTask<bool> IsJsonAsync(FeedConfiguration configuration, CancellationToken cancellationToken)
    {
        if (configuration is not { ContentType: null, Fork: { } fork })
        {
            return configuration.IsJson;
        }

        try
        {
            return await serving.Store.FindAsync(fork.Source, cancellationToken).ConfigureAwait(false) is { Configuration.IsJson: true };
        }
        catch (FeedDeletedException)
        {
            return false;
        }
    }
}
