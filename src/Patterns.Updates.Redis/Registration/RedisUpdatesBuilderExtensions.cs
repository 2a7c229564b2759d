using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Patterns.Updates.Redis;

/// <summary>Keeps feeds in Redis.</summary>
public static class RedisUpdatesBuilderExtensions
{
    /// <summary>Keeps the feeds in Redis.</summary>
    /// <param name="builder">What <c>AddPatternsUpdates</c> returned.</param>
    /// <param name="configure">Changes the options; null means the defaults.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static UpdatesBuilder WithRedis(this UpdatesBuilder builder, Action<RedisUpdateOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        RedisUpdateOptions options = new();
        configure?.Invoke(options);
        options.Validate();
        builder.Services.AddSingleton(services => new RedisUpdateStore(options, services.GetService<TimeProvider>(), services.GetService<ILogger<RedisUpdateStore>>()));
        return builder.WithStore(static services => services.GetRequiredService<RedisUpdateStore>());
    }
}
