using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Patterns.Core;
using Patterns.Tables.Registration;

namespace Patterns.Tables;

/// <summary>Registers tables with a container.</summary>
public static class TablesServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="TableStore"/> as a singleton. It uses the container's <see cref="TimeProvider"/>, <see cref="Random"/> and logging
    /// where there are any. Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options, which are checked when the host starts; null means the defaults.</param>
    /// <returns>A builder for optional parts.</returns>
    public static TablesBuilder AddPatternsTables(this IServiceCollection services, Action<TableStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptionsWithValidateOnStart<TableStoreOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TableStoreOptions>, TableStoreOptionsValidator>());
        services.TryAddSingleton(Create);
        return new TablesBuilder(services);
    }

    private static TableStore Create(IServiceProvider services) => new(
        services.GetService<TablesLocation>()?.Objects
            ?? services.GetService<IObjectStore>()
            ?? throw new InvalidOperationException("Nothing says where the tables are. Call AddPatternsTables().WithFolder(\"…\"), or register an IObjectStore."),
        services.GetRequiredService<IOptions<TableStoreOptions>>().Value,
        services.GetService<TimeProvider>() ?? TimeProvider.System,
        services.GetService<Random>() ?? new Random(),
        services.GetService<ILogger<TableStore>>() ?? NullLogger<TableStore>.Instance);
}
