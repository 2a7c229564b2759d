using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Patterns.Core;
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

    public FeedEndpoint(ServingContext serving, string prefix)
    {
        _serving = serving;
        _paths = new FeedPaths(prefix, serving.Options);
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
        var feed = context.GetRouteValue(FeedValue) as string;
        WriteSecurityHeaders(context);
        FeedProblem? problem;
        try
        {
            problem = FeedPaths.WhyNot(feed) is { } whyNot
                ? new FeedProblem(StatusCodes.Status404NotFound, "updates.feed-not-found", whyNot)
                : await DispatchAsync(context, feed!).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (PatternsException fault) when (!context.Response.HasStarted)
        {
            problem = FeedProblems.Of(fault, name => _serving.Options.Snapshot?.Invoke(name));
            if (problem is null)
            {
                Log.RequestFailed(_serving.Logger, feed!, fault);
                problem = new FeedProblem(StatusCodes.Status500InternalServerError, fault.Code, $"Feed '{feed}' cannot be used at the moment. Try again later; the log of the server says more.");
            }
        }

        if (problem is not null)
        {
            await ProblemAnswer.WriteAsync(context, problem, _serving.Metrics).ConfigureAwait(false);
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

    private async Task<FeedProblem?> DispatchAsync(HttpContext context, string feed)
    {
        var method = context.Request.Method;
        var isRead = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        var isAppend = HttpMethods.IsPost(method);
        var operation = isRead ? FeedOperations.Read : HttpMethods.IsPut(method) ? FeedOperations.Create : FeedOperations.Delete;

        // Whether a POST appends or closes is known when its body is.
        if (!isAppend && await _paths.RefusalAsync(context, feed, operation).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (operation == FeedOperations.Create)
        {
            return await _commands.CreateAsync(context, feed).ConfigureAwait(false);
        }

        if (!isAppend && operation == FeedOperations.Delete)
        {
            return await DeleteAsync(context, feed).ConfigureAwait(false);
        }

        if (await _serving.Store.FindAsync(feed, context.RequestAborted).ConfigureAwait(false) is not { } log)
        {
            return FeedProblems.NotFound(feed);
        }

        if (isAppend)
        {
            return await _commands.AppendAsync(context, log).ConfigureAwait(false);
        }

        if (HttpMethods.IsHead(method))
        {
            await FeedCommands.DescribeAsync(context, log).ConfigureAwait(false);
            return null;
        }

        return await ReadAsync(context, log).ConfigureAwait(false);
    }

    private async Task<FeedProblem?> DeleteAsync(HttpContext context, string feed)
    {
        if (!await _serving.Store.DeleteAsync(feed, context.RequestAborted).ConfigureAwait(false))
        {
            return FeedProblems.NotFound(feed);
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        context.Response.Headers.CacheControl = Caching.CachePolicy.NoStore;
        return null;
    }

    private async Task<FeedProblem?> ReadAsync(HttpContext context, IUpdateLog log)
    {
        if (ReadRequestParser.Parse(context.Request.Query, context.Request.Headers, out var request) is { } bad)
        {
            return FeedProblems.BadRequest(bad);
        }

        var answer = request!.Live switch
        {
            LiveMode.Sse => _streams.ReadAsync(context, log, request),
            LiveMode.LongPoll => _pages.LongPollAsync(context, log, request),
            _ => _pages.PollAsync(context, log, request),
        };
        await answer.ConfigureAwait(false);
        return null;
    }
}
