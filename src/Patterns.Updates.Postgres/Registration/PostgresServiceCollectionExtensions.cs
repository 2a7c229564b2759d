using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Patterns.Updates.Postgres;

/// <summary>Registers what receivers of webhooks keep in PostgreSQL.</summary>
public static class PostgresServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="PostgresWebhookDedupeStore"/> as the container's <see cref="IWebhookDedupeStore"/>, which receivers use that name no other,
    /// over the container's <see cref="NpgsqlDataSource"/>. Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static IServiceCollection AddPostgresWebhookDedupe(this IServiceCollection services, Action<PostgresWebhookDedupeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        PostgresWebhookDedupeOptions options = new();
        configure?.Invoke(options);
        options.Validate();
        services.TryAddSingleton<IWebhookDedupeStore>(provider => new PostgresWebhookDedupeStore(provider.GetRequiredService<NpgsqlDataSource>(), options, provider.GetService<TimeProvider>()));
        return services;
    }
}
