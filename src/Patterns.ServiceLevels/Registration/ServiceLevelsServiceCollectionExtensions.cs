using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Patterns.ServiceLevels.Registration;

namespace Patterns.ServiceLevels;

/// <summary>Registers service levels with a container.</summary>
public static class ServiceLevelsServiceCollectionExtensions
{
    /// <summary>
    /// Registers an <see cref="ObjectiveEvaluator"/> of all registered objectives as a singleton, and evaluates them each minute as long as the host runs.
    /// It uses the container's <see cref="TimeProvider"/> and logging where there are any. Calling it twice is harmless.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the options, which are checked when the host starts; null means the defaults.</param>
    /// <returns>A builder for objectives and optional parts.</returns>
    public static ServiceLevelsBuilder AddPatternsServiceLevels(this IServiceCollection services, Action<ServiceLevelsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptionsWithValidateOnStart<ServiceLevelsOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ServiceLevelsOptions>, ServiceLevelsOptionsValidator>());
        services.TryAddSingleton<StartedSources>();
        services.TryAddSingleton(Create);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ServiceLevelsHost>(CreateHost));
        return new ServiceLevelsBuilder(services);
    }

    private static ObjectiveEvaluator Create(IServiceProvider services)
    {
        services.GetRequiredService<StartedSources>();
        var evaluator = new ObjectiveEvaluator(services.GetServices<Objective>(), services.GetService<TimeProvider>(), services.GetService<ILogger<ObjectiveEvaluator>>());
        foreach (var indicator in services.GetServices<Indicator>())
        {
            evaluator.Add(indicator);
        }

        return evaluator;
    }

    private static ServiceLevelsHost CreateHost(IServiceProvider services) => new(
        services.GetRequiredService<ObjectiveEvaluator>(),
        services.GetRequiredService<IOptions<ServiceLevelsOptions>>(),
        services.GetService<ServiceLevelsStorage>());
}
