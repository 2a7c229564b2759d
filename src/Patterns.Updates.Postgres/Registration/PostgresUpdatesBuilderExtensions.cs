using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Patterns.Updates.Postgres;

/// <summary>Keeps feeds in PostgreSQL.</summary>
public static class PostgresUpdatesBuilderExtensions
{
    /// <summary>Keeps the feeds in PostgreSQL, through the container's <see cref="NpgsqlDataSource"/>.</summary>
    /// <param name="builder">What <c>AddPatternsUpdates</c> returned.</param>
    /// <param name="configure">Changes the options; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static UpdatesBuilder WithPostgres(this UpdatesBuilder builder, Action<PostgresUpdateOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        PostgresUpdateOptions options = new();
        configure?.Invoke(options);
        options.Validate();
        builder.Services.AddSingleton(services => new PostgresUpdateStore(
            services.GetRequiredService<NpgsqlDataSource>(), options, services.GetService<TimeProvider>(), services.GetService<ILogger<PostgresUpdateStore>>()));
        return builder.WithStore(static services => services.GetRequiredService<PostgresUpdateStore>());
    }
}
