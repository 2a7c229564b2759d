using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Patterns.Core;
using Patterns.Updates.AspNetCore.Caching;
using Patterns.Updates.AspNetCore.Limits;
using Patterns.Updates.AspNetCore.Problems;
using Patterns.Updates.AspNetCore.Reading;
using Patterns.Updates.AspNetCore.Requests;
using Patterns.Updates.AspNetCore.Shutdown;
using Patterns.Updates.AspNetCore.Sse;
using Patterns.Updates.AspNetCore.Writing;

namespace Patterns.Updates.AspNetCore;

/// <summary>Takes every request to a group of feeds and hands it to what answers it.</summary>
internal sealed class FeedEndpoint : IAsyncDisposable
{
    /// <summary>Name of the route value that holds the name of the feed.</summary>
    public const string FeedValue = "feed";

    private readonly ServingContext _serving;
    private readonly FeedPaths _paths;
    private readonly Drain _drain;
    private readonly StreamHub _hub;
    private readonly PageReader _pages;
    private readonly SseReader _streams;
    private readonly FeedCommands _commands;

    public FeedEndpoint(ServingContext serving)
    {
        _serving = serving;
        _paths = new FeedPaths(serving.Options);
        _drain = new Drain(serving.Time, serving.Chance, serving.Options.DrainPeriod);
        _hub = new StreamHub(serving);
        var gate = new LiveGate(serving, _drain);
        _pages = new PageReader(serving, _drain, gate);
        _streams = new SseReader(serving, _hub, _drain, gate);
        _commands = new FeedCommands(serving, _paths);
        _drain.Ended = wave =>
        {
            if (wave < Drain.WaveCount)
            {
                _hub.EndWave(wave);
            }
            else
            {
                _hub.BreakAll();
            }
        };
    }

    /// <summary>Begins to end live requests, because the host stops.</summary>
    public void Stop()
    {
        Log.Draining(_serving.Logger, Drain.WaveCount, _serving.Options.DrainPeriod);
        _drain.Begin();
    }

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (await AnswerAsync(context).ConfigureAwait(false) is { } stream)
        {
            await _streams.CloseAsync(stream, await stream.Connection.Completion.ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _drain.DisposeAsync().ConfigureAwait(false);
        await _hub.DisposeAsync().ConfigureAwait(false);
    }

    private static void WriteSecurityHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = Credentials.AreIn(context) ? "same-site" : "cross-origin";
    }

    /// <summary>Answers a request, or opens the stream that is its answer.</summary>
    private async Task<OpenStream?> AnswerAsync(HttpContext context)
    {
        var feed = context.GetRouteValue(FeedValue) as string;
        WriteSecurityHeaders(context);
        FeedProblem? problem;
        try
        {
            if (FeedPaths.WhyNot(feed) is { } whyNot)
            {
                problem = new FeedProblem(StatusCodes.Status404NotFound, "updates.feed-not-found", whyNot);
            }
            else if (HttpMethods.IsGet(context.Request.Method))
            {
                (problem, var stream) = await ReadAsync(context, feed!).ConfigureAwait(false);
                if (stream is not null)
                {
                    return stream;
                }
            }
            else
            {
                problem = await DispatchAsync(context, feed!).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
        catch (PatternsException fault) when (!context.Response.HasStarted)
        {
            problem = Explain(feed!, fault);
        }

        if (problem is not null)
        {
            await ProblemAnswer.WriteAsync(context, problem, _serving.Metrics).ConfigureAwait(false);
        }

        return null;
    }

    private FeedProblem Explain(string feed, PatternsException fault)
    {
        if (FeedProblems.Of(fault, name => _serving.Options.Snapshot?.Invoke(name)) is { } problem)
        {
            return problem;
        }

        Log.RequestFailed(_serving.Logger, feed, fault);
        return new FeedProblem(StatusCodes.Status500InternalServerError, fault.Code, $"Feed '{feed}' cannot be used at the moment. Try again later; the log of the server says more.");
    }

    private async Task<FeedProblem?> DispatchAsync(HttpContext context, string feed)
    {
        var method = context.Request.Method;
        var operation = HttpMethods.IsHead(method) ? FeedOperations.Read
            : HttpMethods.IsPut(method) ? FeedOperations.Create
            : HttpMethods.IsDelete(method) ? FeedOperations.Delete
            : FeedOperations.Append;

        // Whether a POST appends or closes is known when its body is.
        if (operation != FeedOperations.Append && await _paths.RefusalAsync(context, feed, operation).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        switch (operation)
        {
            case FeedOperations.Create:
                return await _commands.CreateAsync(context, feed).ConfigureAwait(false);
            case FeedOperations.Delete:
                return await DeleteAsync(context, feed).ConfigureAwait(false);
        }

        if (await _serving.Store.FindAsync(feed, context.RequestAborted).ConfigureAwait(false) is not { } log)
        {
            return FeedProblems.NotFound(feed);
        }

        if (operation == FeedOperations.Append)
        {
            return await _commands.AppendAsync(context, log).ConfigureAwait(false);
        }

        await FeedCommands.DescribeAsync(context, log).ConfigureAwait(false);
        return null;
    }

    private async Task<FeedProblem?> DeleteAsync(HttpContext context, string feed)
    {
        if (!await _serving.Store.DeleteAsync(feed, context.RequestAborted).ConfigureAwait(false))
        {
            return FeedProblems.NotFound(feed);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.CacheControl = CachePolicy.NoStore;
        return null;
    }

    private async Task<(FeedProblem? Problem, OpenStream? Stream)> ReadAsync(HttpContext context, string feed)
    {
        if (await _paths.RefusalAsync(context, feed, FeedOperations.Read).ConfigureAwait(false) is { } refusal)
        {
            return (refusal, null);
        }

        if (await _serving.Store.FindAsync(feed, context.RequestAborted).ConfigureAwait(false) is not { } log)
        {
            return (FeedProblems.NotFound(feed), null);
        }

        if (ReadRequestParser.Parse(context.Request.Query, context.Request.Headers, out var request) is { } bad)
        {
            return (FeedProblems.BadRequest(bad), null);
        }

        switch (request!.Live)
        {
            case LiveMode.Sse:
                return (null, await _streams.OpenAsync(context, log, request).ConfigureAwait(false));
            case LiveMode.LongPoll:
                await _pages.LongPollAsync(context, log, request).ConfigureAwait(false);
                return default;
            default:
                await _pages.PollAsync(context, log, request).ConfigureAwait(false);
                return default;
        }
    }
}
