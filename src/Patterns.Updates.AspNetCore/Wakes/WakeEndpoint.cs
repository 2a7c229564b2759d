using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Patterns.Core;
using Patterns.Updates.AspNetCore.Writing;

namespace Patterns.Updates.AspNetCore.Wakes;

/// <summary>The subscriptions API of the Durable Streams protocol, behind one prefix.</summary>
internal sealed class WakeEndpoint(WakeSubscriptions wakes, string prefix, WakeSubscriptionsHttpOptions options, ILogger logger)
{
    /// <summary>Name of the route value that holds the path behind it.</summary>
    public const string PathValue = "wake";

    private const int MaxBodyBytes = 256 * 1024;
    private const string KeySetType = "application/jwk-set+json";
    private const string Bearer = "Bearer ";

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await AnswerAsync(context).ConfigureAwait(false);
        }
        catch (WakeRefusedException refused)
        {
            await WriteAsync(context, WakeProblem.Of(refused)).ConfigureAwait(false);
        }
        catch (WebhookTargetRefusedException refused)
        {
            await WriteAsync(context, WakeProblem.Bad(refused.Message) with { Error = new WakeFault("WEBHOOK_URL_REJECTED", refused.Message) }).ConfigureAwait(false);
        }
        catch (Exception bad) when (bad is JsonException or ArgumentException or OffsetFormatException or BadHttpRequestException)
        {
            await WriteAsync(context, WakeProblem.Bad(bad.Message)).ConfigureAwait(false);
        }
        catch (PatternsException fault) when (!context.Response.HasStarted)
        {
            Log.WakeRequestFailed(logger, fault);
            await WriteAsync(
                context,
                new WakeProblem(StatusCodes.Status500InternalServerError, new WakeFault("INTERNAL", "This cannot be done at the moment. Try again later; the log of the server says more."))).ConfigureAwait(false);
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = WakePath.Read(context.Request.RouteValues[PathValue] as string);
        return (context.Request.Method, path) switch
        {
            ("GET", { Id: null }) => ShowKeysAsync(context),
            ("PUT", { Id: { } id, Action: null }) => AllowedAsync(context, id, WakeOperation.Write, CreateAsync),
            ("GET", { Id: { } id, Action: null }) => AllowedAsync(context, id, WakeOperation.Read, ShowAsync),
            ("DELETE", { Id: { } id, Action: null }) => AllowedAsync(context, id, WakeOperation.Delete, RemoveAsync),
            ("POST", { Id: { } id, Action: "streams", Rest: null }) => AllowedAsync(context, id, WakeOperation.Write, AddStreamsAsync),
            ("DELETE", { Id: { } id, Action: "streams", Rest: { } name }) => AllowedAsync(context, id, WakeOperation.Write, (_, _) => RemoveStreamAsync(context, id, name)),
            ("POST", { Id: { } id, Action: "claim", Rest: null }) => AllowedAsync(context, id, WakeOperation.Claim, ClaimAsync),
            ("POST", { Id: { } id, Action: "callback" or "ack", Rest: null }) => AcknowledgeAsync(context, id),
            ("POST", { Id: { } id, Action: "release", Rest: null }) => ReleaseAsync(context, id),
            _ => WriteAsync(context, new WakeProblem(StatusCodes.Status404NotFound, new WakeFault("NOT_FOUND", "There is nothing at this path for this method."))),
        };
    }

    private async Task AllowedAsync(HttpContext context, string id, WakeOperation operation, Func<HttpContext, string, Task> answer)
    {
        if (options.Authorize is { } authorize && await authorize(new WakeAccess(context, id, operation)).ConfigureAwait(false))
        {
            await answer(context, id).ConfigureAwait(false);
            return;
        }

        await WriteAsync(context, new WakeProblem(StatusCodes.Status403Forbidden, new WakeFault("FORBIDDEN", $"You may not do this to wake subscription '{id}'."))).ConfigureAwait(false);
    }

    private async Task ShowKeysAsync(HttpContext context)
    {
        context.Response.ContentType = KeySetType;
        context.Response.Headers.CacheControl = "public, max-age=300";
        await context.Response.Body.WriteAsync(wakes.KeySet, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task CreateAsync(HttpContext context, string id)
    {
        var body = await ReadAsync(context, WakeDocuments.Default.NewWakeSubscription).ConfigureAwait(false);
        var configuration = new WakeConfiguration
        {
            Delivery = body.Type switch
            {
                WakeSubscriptionDocument.Webhooks => WakeDelivery.Webhook,
                WakeSubscriptionDocument.PullWake => WakeDelivery.PullWake,
                _ => throw new ArgumentException($"'type' is '{WakeSubscriptionDocument.Webhooks}' or '{WakeSubscriptionDocument.PullWake}', but is '{body.Type}'."),
            },
            Pattern = body.Pattern,
            Streams = body.Streams ?? [],
            Url = body.Webhook?.Url,
            WakeStream = body.WakeStream,
            LeaseTime = body.LeaseTtlMs is not { } milliseconds ? TimeSpan.FromSeconds(30)
                : milliseconds is >= 0 and <= int.MaxValue ? TimeSpan.FromMilliseconds(milliseconds)
                : throw new ArgumentException("'lease_ttl_ms' is 1000 to 600000."),
            Description = body.Description,
        };
        if (configuration.Pattern is { } pattern && pattern.Split('/', 2)[0] == FeedPaths.ReservedSegment)
        {
            throw new ArgumentException($"Names that begin with '{FeedPaths.ReservedSegment}' are kept by the protocol.");
        }

        var creation = await wakes.CreateAsync(id, configuration, ControlUrlOf(context), context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(
            context,
            creation.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            WakeSubscriptionDocument.Of(creation.Subscription, wakes.KeyId),
            WakeDocuments.Default.WakeSubscriptionDocument).ConfigureAwait(false);
    }

    private async Task ShowAsync(HttpContext context, string id)
    {
        var subscription = await wakes.FindAsync(id, context.RequestAborted).ConfigureAwait(false);
        if (subscription is null)
        {
            await WriteAsync(context, NotFound(id)).ConfigureAwait(false);
            return;
        }

        await WriteAsync(context, StatusCodes.Status200OK, WakeSubscriptionDocument.Of(subscription, wakes.KeyId), WakeDocuments.Default.WakeSubscriptionDocument).ConfigureAwait(false);
    }

    private async Task RemoveAsync(HttpContext context, string id)
    {
        if (!await wakes.RemoveAsync(id, context.RequestAborted).ConfigureAwait(false))
        {
            await WriteAsync(context, NotFound(id)).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task AddStreamsAsync(HttpContext context, string id)
    {
        var body = await ReadAsync(context, WakeDocuments.Default.NewWakeFeeds).ConfigureAwait(false);
        await wakes.AddStreamsAsync(id, body.Streams ?? throw new ArgumentException("'streams' is a list of names of feeds."), context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task RemoveStreamAsync(HttpContext context, string id, string name)
    {
        // A slash that was written as %2F is the one thing that routing leaves encoded.
        await wakes.RemoveStreamAsync(id, name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ClaimAsync(HttpContext context, string id)
    {
        var body = await ReadAsync(context, WakeDocuments.Default.NewWakeClaim).ConfigureAwait(false);
        var claim = await wakes.ClaimAsync(id, body.Worker ?? "", context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, StatusCodes.Status200OK, WakeClaimDocument.Of(claim), WakeDocuments.Default.WakeClaimDocument).ConfigureAwait(false);
    }

    private async Task AcknowledgeAsync(HttpContext context, string id)
    {
        var body = await ReadAsync(context, WakeDocuments.Default.WakeReport).ConfigureAwait(false);
        var offsets = new Dictionary<string, UpdateOffset>(StringComparer.Ordinal);
        foreach (var ack in body.Acks ?? [])
        {
            var offset = UpdateOffset.Parse(ack?.Offset ?? throw new ArgumentException("Each of 'acks' has a 'stream' and an 'offset'."));
            offsets[ack.Stream ?? throw new ArgumentException("Each of 'acks' has a 'stream' and an 'offset'.")] = offset;
        }

        var acknowledgement = new WakeAcknowledgement { Ticket = TicketOf(context, body), Offsets = offsets, IsDone = body.Done };
        var isMore = await wakes.AcknowledgeAsync(id, acknowledgement, context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, StatusCodes.Status200OK, new WakeReportAnswer(true, isMore), WakeDocuments.Default.WakeReportAnswer).ConfigureAwait(false);
    }

    private async Task ReleaseAsync(HttpContext context, string id)
    {
        var body = await ReadAsync(context, WakeDocuments.Default.WakeReport).ConfigureAwait(false);
        await wakes.ReleaseAsync(id, TicketOf(context, body), context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private Uri ControlUrlOf(HttpContext context)
    {
        var request = context.Request;
        var feeds = options.FeedsUrl?.AbsoluteUri ?? $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}{prefix}";
        return Uri.TryCreate($"{feeds.TrimEnd('/')}/{FeedPaths.ReservedSegment}", UriKind.Absolute, out var url) ? url : throw new ArgumentException("The header Host of the request is not the name of a host.");
    }

    // What is no token at all is looked at like a wrong one.
    private static WakeTicket TicketOf(HttpContext context, WakeReport report)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return new WakeTicket(report.WakeId ?? "", report.Generation, header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..] : "");
    }

    private static WakeProblem NotFound(string id)
        => new(StatusCodes.Status404NotFound, new WakeFault("SUBSCRIPTION_NOT_FOUND", $"There is no wake subscription '{id}'."));

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        var bytes = await RequestBody.ReadAsync(context, MaxBodyBytes).ConfigureAwait(false) ?? throw new ArgumentException($"The body has more than {MaxBodyBytes} bytes.");
        return JsonSerializer.Deserialize(bytes.Span, type) ?? throw new ArgumentException("The body is null.");
    }

    private static Task WriteAsync(HttpContext context, WakeProblem problem) => WriteAsync(context, problem.Status, problem, WakeDocuments.Default.WakeProblem);

    private static async Task WriteAsync<T>(HttpContext context, int status, T document, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(document, type), context.RequestAborted).ConfigureAwait(false);
    }
}
