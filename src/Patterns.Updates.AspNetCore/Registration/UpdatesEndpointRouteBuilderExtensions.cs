using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Patterns.Updates.AspNetCore.Limits;
using Patterns.Updates.AspNetCore.Registration;

namespace Patterns.Updates.AspNetCore;

/// <summary>Serves feeds over HTTP.</summary>
public static class UpdatesEndpointRouteBuilderExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Put, HttpMethods.Post, HttpMethods.Delete];

    /// <summary>
    /// Serves the feeds of the container's <see cref="IUpdateStore"/> at <c>prefix/name</c>: polling, long polling and Server-Sent Events on one URL and,
    /// where switched on, creating, appending, closing and deleting. Base profile: the Durable Streams protocol 1.0. The container's
    /// <see cref="TimeProvider"/>, <see cref="Random"/>, logging and meters are used where there are any. May be called for several prefixes.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">What comes before the names, beginning with a slash, such as <c>/feeds</c>.</param>
    /// <param name="configure">Changes the options; null means the defaults, with which feeds can be read and nothing else.</param>
    /// <returns>The endpoint, for policies of the application such as authorisation or CORS.</returns>
    /// <exception cref="ArgumentException">The prefix does not begin with a slash, or ends with one.</exception>
    /// <exception cref="OptionsValidationException">An option is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The container has no store of feeds.</exception>
    public static IEndpointConventionBuilder MapUpdates(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix, Action<UpdatesHttpOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        if (!prefix.StartsWith('/') || prefix.EndsWith('/') || prefix.Contains('{', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The prefix begins with a slash, ends without one and has no parameters, such as '/feeds', but is '{prefix}'.", nameof(prefix));
        }

        var options = new UpdatesHttpOptions();
        configure?.Invoke(options);
        var failures = UpdatesHttpOptionsValidator.Failures(options).ToList();
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(nameof(UpdatesHttpOptions), typeof(UpdatesHttpOptions), failures);
        }

        var endpoint = new FeedEndpoint(Serving(endpoints.ServiceProvider, options));
        if (endpoints.ServiceProvider.GetService<IHostApplicationLifetime>() is { } lifetime)
        {
            lifetime.ApplicationStopping.Register(endpoint.Stop);
            lifetime.ApplicationStopped.Register(() => endpoint.DisposeAsync().AsTask().GetAwaiter().GetResult());
        }

        return endpoints.MapMethods($"{prefix}/{{**{FeedEndpoint.FeedValue}}}", Methods, endpoint.HandleAsync).WithDisplayName($"Updates {prefix}");
    }

    private static ServingContext Serving(IServiceProvider services, UpdatesHttpOptions options)
    {
        var store = services.GetService<IUpdateStore>()
            ?? throw new InvalidOperationException("Nothing says where the feeds are. Call AddPatternsUpdates(…), or register an IUpdateStore.");
        var meter = services.GetService<IMeterFactory>()?.Create(ServingMetrics.MeterName) ?? new Meter(ServingMetrics.MeterName);
        return new ServingContext(
            store,
            options,
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            new Chance(services.GetService<Random>() ?? new Random()),
            new ServingMetrics(meter),
            services.GetService<ILoggerFactory>()?.CreateLogger(ServingMetrics.MeterName) ?? NullLogger.Instance);
    }
}
