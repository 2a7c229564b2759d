using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Patterns.Core;
using Patterns.Lake.Registration;

namespace Patterns.Lake;

/// <summary>Registers a lake in a container.</summary>
public static class LakeServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="LakeReader"/> as a singleton. Its store is the one named by the builder, else the container's <see cref="IObjectStore"/>;
    /// a <see cref="TimeProvider"/> and logging are taken from the container when they are there. Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="configure">Sets options; null for the defaults. They are checked when the host starts.</param>
    public static LakeBuilder AddPatternsLake(this IServiceCollection services, Action<LakeOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptionsWithValidateOnStart<LakeOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LakeOptions>, LakeOptionsValidator>());
        services.TryAddSingleton(static provider => new LakeReader(
            provider.GetService<LakeStore>()?.Store ?? provider.GetRequiredService<IObjectStore>(),
            provider.GetRequiredService<IOptions<LakeOptions>>().Value,
            provider.GetService<TimeProvider>(),
            provider.GetService<ILogger<LakeReader>>()));
        return new LakeBuilder(services);
    }
}
