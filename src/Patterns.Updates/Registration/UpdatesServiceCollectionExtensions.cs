using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Patterns.Updates.Registration;

namespace Patterns.Updates;

/// <summary>Registers feeds with a container.</summary>
public static class UpdatesServiceCollectionExtensions
{
    /// <summary>
    /// Registers an <see cref="IUpdateStore"/> and <see cref="UpdateFeeds"/> as singletons: in the folder of the options, or in memory when they have
    /// none. They use the container's <see cref="TimeProvider"/>, <see cref="Random"/> and logging where there are any. While the host runs, a store that
    /// does not look after retention and expiry by itself (<see cref="IMaintainedUpdateStore"/>) is told to. Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options, which are checked when the host starts; null means the defaults.</param>
    /// <returns>A builder for optional parts.</returns>
    public static UpdatesBuilder AddPatternsUpdates(this IServiceCollection services, Action<UpdateStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptionsWithValidateOnStart<UpdateStoreOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<UpdateStoreOptions>, UpdateStoreOptionsValidator>());
        services.TryAddSingleton(CreateStore);
        services.TryAddSingleton(static provider => new UpdateFeeds(provider.GetRequiredService<IUpdateStore>(), provider.GetService<UpdatesJson>()?.Options));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, UpdateMaintenanceService>());
        return new UpdatesBuilder(services);
    }

    private static IUpdateStore CreateStore(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<UpdateStoreOptions>>().Value;
        var timeProvider = services.GetService<TimeProvider>() ?? TimeProvider.System;
        return options.Directory is null
            ? new MemoryUpdateStore(timeProvider)
            : new FileUpdateStore(options, timeProvider, services.GetService<Random>(), services.GetService<ILogger<FileUpdateStore>>(), services.GetService<IMeterFactory>());
    }
}
