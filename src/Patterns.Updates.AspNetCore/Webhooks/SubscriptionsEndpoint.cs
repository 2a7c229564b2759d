using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Patterns.Core;
using Patterns.Updates.AspNetCore.Problems;

namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>The subscriptions API of the feeds behind one prefix.</summary>
internal sealed class SubscriptionsEndpoint(WebhookSender sender, WebhookSubscriptionsOptions options)
{
    /// <summary>Name of the route value that holds the path behind the prefix.</summary>
    public const string PathValue = "webhooks";

    private const int MaxBodyBytes = 64 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, no-store";
        var path = SubscriptionPath.Read(context.Request.RouteValues[PathValue] as string)!;
        try
        {
            var problem = await RefusalAsync(context, path).ConfigureAwait(false) ?? await AnswerAsync(context, path).ConfigureAwait(false);
            if (problem is not null)
            {
                await WriteAsync(context, problem).ConfigureAwait(false);
            }
        }
        catch (PatternsException fault) when (ProblemOf(fault) is { } problem)
        {
            await WriteAsync(context, problem).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or FormatException)
        {
            await WriteAsync(context, FeedProblems.BadRequest(fault.Message)).ConfigureAwait(false);
        }
    }

    private async Task<FeedProblem?> RefusalAsync(HttpContext context, SubscriptionPath path)
    {
        var operation = context.Request.Method switch
        {
            "GET" => WebhookOperation.Read,
            "DELETE" => WebhookOperation.Delete,
            _ => WebhookOperation.Write,
        };
        return options.Authorize is { } authorize && await authorize(new WebhookAccess(context, path.Feed, operation)).ConfigureAwait(false)
            ? null
            : new FeedProblem(StatusCodes.Status403Forbidden, "webhook.forbidden", $"You may not do this to the webhooks of feed '{path.Feed}'.");
    }

    private Task<FeedProblem?> AnswerAsync(HttpContext context, SubscriptionPath path) => (context.Request.Method, path.Id, path.Action) switch
    {
        ("GET", null, _) => ListAsync(context, path),
        ("POST", null, _) => CreateAsync(context, path),
        ("GET", _, null) => ShowAsync(context, path),
        ("DELETE", _, null) => OnOwnAsync(context, path, RemoveAsync),
        ("POST", _, "verify") => OnOwnAsync(context, path, VerifyAsync),
        ("POST", _, "secret") => OnOwnAsync(context, path, RotateAsync),
        ("POST", _, "disable") => OnOwnAsync(context, path, (request, id) => sender.DisableAsync(id, request.RequestAborted)),
        ("POST", _, "resume") => OnOwnAsync(context, path, ResumeAsync),
        ("POST", _, "replay") => OnOwnAsync(context, path, ReplayAsync),
        _ => Task.FromResult<FeedProblem?>(new FeedProblem(StatusCodes.Status405MethodNotAllowed, "webhook.not-offered", "There is no such thing to do with webhook subscriptions.")),
    };

    private async Task<FeedProblem?> ListAsync(HttpContext context, SubscriptionPath path)
    {
        var tenant = TenantOf(context);
        var all = await sender.ListAsync(path.Feed, context.RequestAborted).ConfigureAwait(false);
        var own = all.Where(subscription => subscription.Tenant == tenant).Select(SubscriptionDocument.Of).ToArray();
        return await WriteAsync(context, StatusCodes.Status200OK, own, SubscriptionDocuments.Default.SubscriptionDocumentArray).ConfigureAwait(false);
    }

    private async Task<FeedProblem?> CreateAsync(HttpContext context, SubscriptionPath path)
    {
        var body = await ReadAsync(context, SubscriptionDocuments.Default.NewSubscription).ConfigureAwait(false) ?? throw new JsonException("A subscription has at least a 'url'.");
        var tenant = TenantOf(context);
        if ((await sender.ListAsync(null, context.RequestAborted).ConfigureAwait(false)).Count(subscription => subscription.Tenant == tenant) >= options.MaxPerTenant)
        {
            return new FeedProblem(StatusCodes.Status409Conflict, "webhook.too-many", $"There are {options.MaxPerTenant} subscriptions already, which is the limit. Delete one.");
        }

        var request = new WebhookRequest
        {
            Url = body.Url ?? throw new JsonException("A subscription has a 'url'."),
            Types = body.Types,
            Ordering = Value(body.Ordering, WebhookOrdering.None, "ordering"),
            MaxInFlight = body.MaxInFlight ?? 8,
            From = body.From is null ? UpdateOffset.Now : UpdateOffset.Parse(body.From),
            Description = body.Description,
            // That ownership is assumed is for the application to say, not for who subscribes.
            Ownership = body.Ownership is null ? null : Value(body.Ownership, WebhookOwnership.Challenge, "ownership") is not WebhookOwnership.Assumed and var ownership
                ? ownership
                : throw new ArgumentException("'ownership' is challenge or cloudEvents."),
            Tenant = tenant,
        };
        var subscription = await sender.SubscribeAsync(path.Feed, request, context.RequestAborted).ConfigureAwait(false);
        var secret = await sender.GetSecretAsync(subscription.Id, context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.Location = $"{context.Request.PathBase}{context.Request.Path}/{subscription.Id}";
        return await WriteAsync(
            context, StatusCodes.Status201Created, SubscriptionDocument.Of(subscription) with { Secret = secret.Reveal() }, SubscriptionDocuments.Default.SubscriptionDocument).ConfigureAwait(false);
    }

    private async Task<FeedProblem?> ShowAsync(HttpContext context, SubscriptionPath path)
    {
        if (await FindOwnAsync(context, path).ConfigureAwait(false) is not { } subscription)
        {
            return NotFound(path);
        }

        var status = await sender.GetStatusAsync(subscription.Id, context.RequestAborted).ConfigureAwait(false);
        return await WriteAsync(context, StatusCodes.Status200OK, SubscriptionDocument.Of(subscription).With(status), SubscriptionDocuments.Default.SubscriptionDocument).ConfigureAwait(false);
    }

    private async Task RemoveAsync(HttpContext context, string id)
    {
        await sender.RemoveAsync(id, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task VerifyAsync(HttpContext context, string id)
    {
        var subscription = await sender.VerifyAsync(id, context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, StatusCodes.Status200OK, SubscriptionDocument.Of(subscription), SubscriptionDocuments.Default.SubscriptionDocument).ConfigureAwait(false);
    }

    private async Task RotateAsync(HttpContext context, string id)
    {
        var body = await ReadAsync(context, SubscriptionDocuments.Default.RotateRequest).ConfigureAwait(false);
        TimeSpan? overlap = body?.OverlapSeconds is { } seconds
            ? seconds is >= 0 and <= 30 * 86_400 ? TimeSpan.FromSeconds(seconds) : throw new ArgumentException("'overlapSeconds' is 0 to 2592000 (30 days).")
            : null;
        var secret = await sender.RotateSecretAsync(id, overlap, context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, StatusCodes.Status200OK, new SecretDocument(secret.Reveal()), SubscriptionDocuments.Default.SecretDocument).ConfigureAwait(false);
    }

    private async Task ResumeAsync(HttpContext context, string id)
    {
        var body = await ReadAsync(context, SubscriptionDocuments.Default.ResumeRequest).ConfigureAwait(false);
        await sender.ResumeAsync(id, body?.From is { } from ? UpdateOffset.Parse(from) : null, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task ReplayAsync(HttpContext context, string id)
    {
        var replay = await ReadAsync(context, SubscriptionDocuments.Default.ReplayRequest).ConfigureAwait(false) switch
        {
            { Offset: { } offset, After: null, UpTo: null, Since: null } => WebhookReplay.One(UpdateOffset.Parse(offset)),
            { Offset: null, After: { } after, UpTo: { } upTo, Since: null } => WebhookReplay.Range(UpdateOffset.Parse(after), UpdateOffset.Parse(upTo)),
            { Offset: null, After: null, UpTo: null, Since: { } since } => WebhookReplay.Since(UpdateOffset.Parse(since)),
            _ => throw new ArgumentException("A replay is {\"offset\":…}, {\"after\":…,\"upTo\":…} or {\"since\":…}."),
        };
        await sender.ReplayAsync(id, replay, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Does something to a subscription of the tenant; the answer is 202 unless it says otherwise.</summary>
    private async Task<FeedProblem?> OnOwnAsync(HttpContext context, SubscriptionPath path, Func<HttpContext, string, Task> action)
    {
        if (await FindOwnAsync(context, path).ConfigureAwait(false) is not { } subscription)
        {
            return NotFound(path);
        }

        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await action(context, subscription.Id).ConfigureAwait(false);
        return null;
    }

    private async Task<WebhookSubscription?> FindOwnAsync(HttpContext context, SubscriptionPath path)
        => await sender.FindAsync(path.Id!, context.RequestAborted).ConfigureAwait(false) is { } subscription
            && subscription.Feed == path.Feed && subscription.Tenant == TenantOf(context) ? subscription : null;

    private string TenantOf(HttpContext context) => options.Tenant?.Invoke(context) ?? context.User.Identity?.Name ?? "";

    private static TEnum Value<TEnum>(string? text, TEnum none, string member)
        where TEnum : struct, Enum
        => text is null ? none
            : Enum.TryParse<TEnum>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) ? value
            : throw new ArgumentException($"'{member}' is one of {string.Join(", ", Enum.GetNames<TEnum>().Select(JsonNamingPolicy.CamelCase.ConvertName))}, but is '{text}'.");

    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBodyBytes)
            {
                throw new ArgumentException($"The body has more than {MaxBodyBytes} bytes.");
            }
        }

        return body.Length == 0 ? null : JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), type);
    }

    private static async Task<FeedProblem?> WriteAsync<T>(HttpContext context, int status, T document, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(document, type), context.RequestAborted).ConfigureAwait(false);
        return null;
    }

    private static async Task WriteAsync(HttpContext context, FeedProblem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = FeedProblem.ContentType;
        await context.Response.Body.WriteAsync(problem.ToUtf8(), context.RequestAborted).ConfigureAwait(false);
    }

    private static FeedProblem NotFound(SubscriptionPath path)
        => new(StatusCodes.Status404NotFound, "webhook.not-found", $"Feed '{path.Feed}' has no webhook subscription '{path.Id}'. List those there are.");

    private static FeedProblem? ProblemOf(PatternsException fault) => fault switch
    {
        WebhookNotFoundException => new FeedProblem(StatusCodes.Status404NotFound, fault.Code, fault.Message),
        WebhookTargetRefusedException => new FeedProblem(StatusCodes.Status422UnprocessableEntity, fault.Code, fault.Message),
        WebhookVerificationException => new FeedProblem(StatusCodes.Status422UnprocessableEntity, fault.Code, fault.Message),
        _ => FeedProblems.Of(fault, static _ => null),
    };
}
