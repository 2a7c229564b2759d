using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Patterns.Updates.AspNetCore.Wakes;

namespace Patterns.Updates.AspNetCore;

/// <summary>Serves wake subscriptions.</summary>
public static class WakeEndpointRouteBuilderExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Put, HttpMethods.Post, HttpMethods.Delete];

    /// <summary>
    /// Serves wake subscriptions over the feeds behind a prefix at <c>prefix/__ds/subscriptions</c>, and the keys of their webhooks at
    /// <c>prefix/__ds/jwks.json</c>. Map it beside <c>MapUpdates</c> with the same prefix. Refuses everything but the keys, and what workers do with the token of a wake, until
    /// <see cref="WakeSubscriptionsHttpOptions.Authorize"/> says who may.
    /// </summary>
    /// <param name="endpoints">The application, whose container has <see cref="WakeSubscriptions"/>.</param>
    /// <param name="prefix">What comes before the names of feeds, such as <c>/feeds</c>.</param>
    /// <param name="configure">Says who may.</param>
    /// <returns>The endpoint, for policies of the application.</returns>
    /// <exception cref="ArgumentException">The prefix does not begin with a slash, or ends with one.</exception>
    /// <exception cref="InvalidOperationException">The container has no wake subscriptions.</exception>
    /// <exception cref="OptionsValidationException">The URL of the feeds is not absolute.</exception>
    /// <remarks>Source: the Durable Streams protocol, sections 6 and 7.</remarks>
    public static IEndpointConventionBuilder MapWakeSubscriptions(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix, Action<WakeSubscriptionsHttpOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(configure);
        if (prefix is null || !prefix.StartsWith('/') || prefix.EndsWith('/') || prefix.Contains('{', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The prefix begins with a slash, ends without one and has no parameters, such as '/feeds', but is '{prefix}'.", nameof(prefix));
        }

        var options = new WakeSubscriptionsHttpOptions();
        configure(options);
        if (options.FeedsUrl is { IsAbsoluteUri: false } url)
        {
            throw new OptionsValidationException(
                nameof(WakeSubscriptionsHttpOptions), typeof(WakeSubscriptionsHttpOptions), [$"{nameof(options.FeedsUrl)} is an absolute URL, but is '{url}'."]);
        }

        var services = endpoints.ServiceProvider;
        var wakes = services.GetService<WakeSubscriptions>()
            ?? throw new InvalidOperationException("There are no wake subscriptions. Call AddPatternsUpdates(…).WithWakeSubscriptions().");
        var logger = services.GetService<ILoggerFactory>()?.CreateLogger(ServingMetrics.MeterName) ?? NullLogger.Instance;
        return endpoints
            .MapMethods($"{prefix}/{FeedPaths.ReservedSegment}/{{**{WakeEndpoint.PathValue}}}", Methods, new WakeEndpoint(wakes, prefix, options, logger).HandleAsync)
            .WithDisplayName($"Wake subscriptions {prefix}");
    }
}
