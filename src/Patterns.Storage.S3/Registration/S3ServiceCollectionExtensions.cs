using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Patterns.Core;
using Patterns.Storage.S3.Registration;

namespace Patterns.Storage.S3;

/// <summary>Registers a bucket with a container.</summary>
public static class S3ServiceCollectionExtensions
{
    /// <summary>
    /// Registers an <see cref="S3ObjectStore"/> as the container's <see cref="IObjectStore"/>, unless there is one. It uses the container's
    /// <see cref="TimeProvider"/> and <see cref="Random"/> where there are any. Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options, which are checked when the host starts.</param>
    public static IServiceCollection AddPatternsS3Storage(this IServiceCollection services, Action<S3ObjectStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptionsWithValidateOnStart<S3ObjectStoreOptions>().Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<S3ObjectStoreOptions>, S3ObjectStoreOptionsValidator>());
        services.TryAddSingleton(static provider => new S3ObjectStore(
            provider.GetRequiredService<IOptions<S3ObjectStoreOptions>>().Value, provider.GetService<TimeProvider>(), provider.GetService<Random>()));
        services.TryAddSingleton<IObjectStore>(static provider => provider.GetRequiredService<S3ObjectStore>());
        return services;
    }
}
