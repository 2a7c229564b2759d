using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Patterns.Updates.AspNetCore.Problems;

namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>Answers one URL that webhooks are sent to.</summary>
internal sealed class WebhookReceiver(
    string name, WebhookSecrets secrets, Func<WebhookMessage, CancellationToken, Task> handler, WebhookReceiverSettings settings)
{
    private const string RequestOrigin = "WebHook-Request-Origin";
    private const string RequestRate = "WebHook-Request-Rate";

    private readonly WebhookVerifier _verifier = new(secrets, settings.Options.Scheme, settings.Options.Tolerance, settings.Time);
    private readonly WebhookSecret[] _shared = [.. secrets.Keys.OfType<WebhookSecret>()];

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (await ReadBodyAsync(context).ConfigureAwait(false) is not { } body)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "webhook.too-large", $"A webhook has up to {settings.Options.MaxBodyBytes} bytes here.").ConfigureAwait(false);
            return;
        }

        var verification = _verifier.Verify(Header, body);
        if (!verification.IsVerified)
        {
            Log.WebhookRefused(settings.Logger, name, verification.Outcome, verification.Detail!);
            var isMalformed = verification.Outcome is WebhookOutcome.MissingHeader or WebhookOutcome.MalformedHeader;
            await RefuseAsync(
                context, isMalformed ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized, $"webhook.{CodeOf(verification.Outcome)}", verification.Detail!).ConfigureAwait(false);
            return;
        }

        if (context.Request.ContentType == WebhookChallenge.ContentType && settings.Options.Scheme == WebhookScheme.Standard)
        {
            await AnswerChallengeAsync(context, body).ConfigureAwait(false);
            return;
        }

        // A handler may keep the message for longer than the request lives.
        var headers = context.Request.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        await HandleAsync(context, new WebhookMessage(verification, body, context.Request.ContentType, headers)).ConfigureAwait(false);

        string? Header(string header) => context.Request.Headers.TryGetValue(header, out var value) ? value.ToString() : null;
    }

    /// <summary>The handshake of CloudEvents. Source: HTTP 1.1 Web Hooks for Event Delivery 1.0.1, section 4.</summary>
    public Task AllowAsync(HttpContext context)
    {
        var origin = context.Request.Headers[RequestOrigin].ToString();
        context.Response.Headers.Allow = "POST, OPTIONS";
        if (origin.Length > 0 && (settings.Options.AllowedOrigins.Contains("*") || settings.Options.AllowedOrigins.Contains(origin)))
        {
            context.Response.Headers["WebHook-Allowed-Origin"] = origin;
            if (context.Request.Headers.ContainsKey(RequestRate))
            {
                context.Response.Headers["WebHook-Allowed-Rate"] = "*";
            }
        }

        return Task.CompletedTask;
    }

    private async Task HandleAsync(HttpContext context, WebhookMessage message)
    {
        var key = $"{name}\n{message.Id}";
        switch (await settings.Dedupe.ClaimAsync(key, context.RequestAborted).ConfigureAwait(false))
        {
            case WebhookClaim.Done:
                Log.WebhookRepeated(settings.Logger, name, message.Id);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            case WebhookClaim.InProgress:
                await RefuseAsync(context, StatusCodes.Status409Conflict, "webhook.in-progress", "Another request with this message is being handled. Try again later.").ConfigureAwait(false);
                return;
        }

        try
        {
            // A sender that gives up waiting does not undo the work: it ends, is noted, and the next attempt learns that it is done.
            await handler(message, settings.Stopping).ConfigureAwait(false);
            await settings.Dedupe.CompleteAsync(key, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await settings.Dedupe.ReleaseAsync(key, CancellationToken.None).ConfigureAwait(false);
            Log.WebhookHandlerFailed(settings.Logger, name, message.Id, failure);
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, "webhook.not-handled", "The message could not be handled. Try again later.").ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task AnswerChallengeAsync(HttpContext context, byte[] body)
    {
        // The secret that the challenge was signed with, which may be one of several while it is being changed.
        var secret = Array.Find(_shared, candidate => new WebhookVerifier(new WebhookSecrets(candidate), tolerance: settings.Options.Tolerance, time: settings.Time)
            .Verify(header => context.Request.Headers[header].ToString(), body).IsVerified);
        if (secret is null || WebhookChallenge.Answer(secret, body) is not { } answer)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "webhook.malformed-challenge", "The body is no challenge, or was not signed with a shared secret.").ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The body as it came; null when it is too large.</summary>
    private async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        var limit = settings.Options.MaxBodyBytes;
        if (context.Request.ContentLength > limit)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            // The limit is ours: the server's counts the framing of chunks too.
            feature.MaxRequestBodySize = null;
        }

        using var body = new MemoryStream(capacity: (int)(context.Request.ContentLength ?? 0));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > limit)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static async Task RefuseAsync(HttpContext context, int status, string code, string detail)
    {
        var body = new FeedProblem(status, code, detail).ToUtf8();
        context.Response.StatusCode = status;
        context.Response.ContentType = FeedProblem.ContentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    private static string CodeOf(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.MissingHeader => "missing-header",
        WebhookOutcome.MalformedHeader => "malformed-header",
        WebhookOutcome.TooOld => "too-old",
        WebhookOutcome.TooNew => "too-new",
        WebhookOutcome.UnsupportedVersion => "unsupported-version",
        _ => "wrong-signature",
    };
}
