using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Patterns.Updates.AspNetCore.Webhooks;

namespace Patterns.Updates.AspNetCore;

/// <summary>Receives webhooks, and lets clients subscribe them.</summary>
public static class WebhookEndpointRouteBuilderExtensions
{
    private const int MaxBodyBytesLimit = 64 * 1024 * 1024;
    private const int MaxPerTenantLimit = 1_000_000;

    private static readonly string[] SubscriptionMethods = [HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete];

    /// <summary>
    /// Receives webhooks at a URL. Each message is verified (signature, clock) over its raw body, handled once however often it is sent, and answered with 2xx
    /// only after the handler has returned. Challenges of senders of this family are answered.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The URL, such as <c>/hooks/orders</c>.</param>
    /// <param name="secrets">The keys of which one must fit.</param>
    /// <param name="handler">Handles a message. When it throws, the sender tries again. Its token is cancelled when the host stops, not when the sender gives up waiting.</param>
    /// <param name="configure">Changes the options; null means the defaults.</param>
    /// <returns>The endpoint, for policies of the application.</returns>
    /// <exception cref="OptionsValidationException">An option is outside its range.</exception>
    public static IEndpointConventionBuilder MapWebhookReceiver(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        WebhookSecrets secrets,
        Func<WebhookMessage, CancellationToken, Task> handler,
        Action<WebhookReceiverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(handler);
        var options = new WebhookReceiverOptions();
        configure?.Invoke(options);
        Check(options);
        var services = endpoints.ServiceProvider;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var receiver = new WebhookReceiver(pattern, secrets, handler, new WebhookReceiverSettings(
            options,
            options.Dedupe ?? services.GetService<IWebhookDedupeStore>() ?? new MemoryWebhookDedupeStore(time: time),
            time,
            services.GetService<ILoggerFactory>()?.CreateLogger("Patterns.Updates.Webhooks") ?? NullLogger.Instance,
            services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
        if (options.AllowedOrigins.Count > 0)
        {
            endpoints.MapMethods(pattern, [HttpMethods.Options], receiver.AllowAsync).WithDisplayName($"Webhook permission {pattern}");
        }

        return endpoints.MapPost(pattern, (RequestDelegate)receiver.HandleAsync).WithDisplayName($"Webhook receiver {pattern}");
    }

    /// <summary>
    /// Receives webhooks at a URL into a feed of one's own: a message is answered with 2xx once it is as durable as the feed. Whoever works on them reads the
    /// feed at their own pace. Messages that are events of CloudEvents keep type, key and time.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The URL.</param>
    /// <param name="secrets">The keys of which one must fit.</param>
    /// <param name="inbox">The feed.</param>
    /// <param name="configure">Changes the options; null means the defaults.</param>
    public static IEndpointConventionBuilder MapWebhookReceiver(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern, WebhookSecrets secrets, IUpdateLog inbox, Action<WebhookReceiverOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        return endpoints.MapWebhookReceiver(
            pattern, secrets, async (message, cancellationToken) => await inbox.AppendAsync(Inbound(message), cancellationToken).ConfigureAwait(false), configure);
    }

    /// <summary>
    /// Lets clients subscribe webhooks to the feeds behind a prefix: <c>prefix/feed/webhooks</c>. Map it beside <c>MapUpdates</c> with the same prefix. Refuses
    /// everything until <see cref="WebhookSubscriptionsOptions.Authorize"/> says who may.
    /// </summary>
    /// <param name="endpoints">The application, whose container has a <see cref="WebhookSender"/>.</param>
    /// <param name="prefix">What comes before the names of feeds, such as <c>/feeds</c>.</param>
    /// <param name="configure">Says who may.</param>
    /// <returns>The endpoint, for policies of the application.</returns>
    /// <exception cref="InvalidOperationException">The container has no sender.</exception>
    /// <exception cref="OptionsValidationException">An option is outside its range.</exception>
    public static IEndpointConventionBuilder MapWebhookSubscriptions(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix, Action<WebhookSubscriptionsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(configure);
        if (prefix is null || !prefix.StartsWith('/') || prefix.EndsWith('/') || prefix.Contains('{', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The prefix begins with a slash, ends without one and has no parameters, such as '/feeds', but is '{prefix}'.", nameof(prefix));
        }

        var options = new WebhookSubscriptionsOptions();
        configure(options);
        if (options.MaxPerTenant is < 1 or > MaxPerTenantLimit)
        {
            throw Invalid<WebhookSubscriptionsOptions>($"{nameof(options.MaxPerTenant)} is 1 to {MaxPerTenantLimit} subscriptions, but is {options.MaxPerTenant}.");
        }

        var sender = endpoints.ServiceProvider.GetService<WebhookSender>()
            ?? throw new InvalidOperationException("There is no sender of webhooks. Call AddPatternsUpdates(…).WithWebhooks().");
        var route = RoutePatternFactory.Parse(
            $"{prefix}/{{**{SubscriptionsEndpoint.PathValue}}}", null, new RouteValueDictionary { [SubscriptionsEndpoint.PathValue] = new SubscriptionPath.Constraint() });
        return endpoints.Map(route, new SubscriptionsEndpoint(sender, options).HandleAsync)
            .WithMetadata(new HttpMethodMetadata(SubscriptionMethods))
            .WithDisplayName($"Webhook subscriptions {prefix}")
            .WithOrder(-1);
    }

    private static NewUpdate Inbound(WebhookMessage message)
    {
        try
        {
            return message.ReadEvent();
        }
        catch (PayloadFormatException)
        {
            return new NewUpdate(message.Body) { ContentType = message.ContentType };
        }
    }

    private static void Check(WebhookReceiverOptions options)
    {
        if (options.Tolerance <= TimeSpan.Zero || options.Tolerance > TimeSpan.FromDays(1))
        {
            throw Invalid<WebhookReceiverOptions>($"{nameof(options.Tolerance)} is above zero up to a day, but is {options.Tolerance}.");
        }

        if (options.MaxBodyBytes is < 1 or > MaxBodyBytesLimit)
        {
            throw Invalid<WebhookReceiverOptions>($"{nameof(options.MaxBodyBytes)} is 1 to {MaxBodyBytesLimit} bytes, but is {options.MaxBodyBytes}.");
        }

        if (!Enum.IsDefined(options.Scheme))
        {
            throw Invalid<WebhookReceiverOptions>($"{nameof(options.Scheme)} is Standard, Stripe or GitHub, but is {(int)options.Scheme}.");
        }
    }

    private static OptionsValidationException Invalid<TOptions>(string failure) => new(typeof(TOptions).Name, typeof(TOptions), [failure]);
}
