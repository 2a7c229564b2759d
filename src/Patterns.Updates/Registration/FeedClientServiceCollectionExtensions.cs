using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Patterns.Updates.Connecting;
using Patterns.Updates.Registration;

namespace Patterns.Updates;

/// <summary>Registers clients of feeds with a container.</summary>
public static class FeedClientServiceCollectionExtensions
{
    // As the client is kept, so is its handler; connections that are made anew now and then see changes of DNS.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Registers a <see cref="FeedClient"/> as a singleton with a key, for <c>[FromKeyedServices("orders")]</c>. It sends through a client of the
    /// <see cref="IHttpClientFactory"/> of its own, without a time-out, as it has those of its options. It uses the container's <see cref="TimeProvider"/>,
    /// <see cref="Random"/>, logging and meters where there are any. Of a second call with the same name only <paramref name="configure"/> counts.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key, and the name of the options.</param>
    /// <param name="url">The feed, absolute or relative to the base address that is set with <c>ConfigureHttpClient</c>.</param>
    /// <param name="configure">Changes the options, which are checked when the host starts; null means the defaults.</param>
    /// <returns>The HTTP client, for handlers, headers and the base address.</returns>
    /// <exception cref="ArgumentException">The name or the URL is empty, or the URL is none.</exception>
    public static IHttpClientBuilder AddFeedClient(
        this IServiceCollection services, string name, [StringSyntax(StringSyntaxAttribute.Uri)] string url, Action<FeedClientOptions>? configure = null)
        => services.AddFeedClient(name, RequestUrl.Parse(url), configure);

    /// <inheritdoc cref="AddFeedClient(IServiceCollection, string, string, Action{FeedClientOptions})"/>
    public static IHttpClientBuilder AddFeedClient(this IServiceCollection services, string name, Uri url, Action<FeedClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(url);
        OptionsBuilder<FeedClientOptions> options = services.AddOptionsWithValidateOnStart<FeedClientOptions>(name);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        // A name of its own, so that a client that the application calls the same keeps its time-out.
        string httpName = $"{nameof(FeedClient)}.{name}";
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FeedClientOptions>, FeedClientOptionsCheck>());
        if (services.Any(service => service.ServiceType == typeof(FeedClient) && Equals(service.ServiceKey, name)))
        {
            // What the application has changed of its HTTP client since stays changed.
            return services.AddHttpClient(httpName);
        }

        services.AddKeyedSingleton(name, (provider, _) => new FeedClient(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpName),
            url,
            provider.GetRequiredService<IOptionsMonitor<FeedClientOptions>>().Get(name),
            provider.GetService<TimeProvider>(),
            provider.GetService<Random>(),
            provider.GetService<ILogger<FeedClient>>(),
            provider.GetService<IMeterFactory>()));
        return services.AddHttpClient(httpName)
            .ConfigureHttpClient(static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler(static (handler, _) => handler.PooledConnectionLifetime = ConnectionLifetime)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
    }
}
