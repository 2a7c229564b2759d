using Microsoft.Extensions.DependencyInjection;
using Patterns.Core;
using Patterns.ServiceLevels.Registration;

namespace Patterns.ServiceLevels;

/// <summary>Adds objectives and optional parts to what <see cref="ServiceLevelsServiceCollectionExtensions.AddPatternsServiceLevels"/> registered.</summary>
public sealed class ServiceLevelsBuilder
{
    internal ServiceLevelsBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services that are being configured.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds an indicator, which classes get as a keyed service of its name.</summary>
    /// <param name="name">Name of the indicator.</param>
    /// <param name="options">What it is; null for the defaults.</param>
    public ServiceLevelsBuilder AddIndicator(string name, IndicatorOptions? options = null)
    {
        var indicator = new Indicator(name, options);
        Services.AddSingleton(indicator);
        Services.AddKeyedSingleton(name, indicator);
        return this;
    }

    /// <summary>Adds an indicator of ASP.NET Core's requests that did not fail with a status of 500 or more.</summary>
    /// <param name="name">Name of the indicator.</param>
    /// <param name="route">Only requests of this route template; null for all.</param>
    public ServiceLevelsBuilder AddHttpServerAvailability(string name, string? route = null)
    {
        AddIndicator(name);
        Services.AddSingleton(new SourceStart(services => MeterSource.HttpServerAvailability(services.GetRequiredKeyedService<Indicator>(name), route)));
        return this;
    }

    /// <summary>Adds an indicator of ASP.NET Core's requests that are answered within a threshold.</summary>
    /// <param name="name">Name of the indicator.</param>
    /// <param name="threshold">The longest good duration.</param>
    /// <param name="route">Only requests of this route template; null for all.</param>
    public ServiceLevelsBuilder AddHttpServerLatency(string name, TimeSpan threshold, string? route = null)
    {
        AddIndicator(name);
        Services.AddSingleton(new SourceStart(services => MeterSource.HttpServerLatency(services.GetRequiredKeyedService<Indicator>(name), threshold, route)));
        return this;
    }

    /// <summary>Adds an objective.</summary>
    /// <param name="objective">The objective; its indicator needs not be registered.</param>
    public ServiceLevelsBuilder AddObjective(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        Services.AddSingleton(objective);
        return this;
    }

    /// <summary>Adds an objective for an indicator that was added by name.</summary>
    /// <param name="name">Name of the objective.</param>
    /// <param name="indicatorName">Name of the indicator.</param>
    /// <param name="create">Makes the objective of its name and indicator.</param>
    public ServiceLevelsBuilder AddObjective(string name, string indicatorName, Func<string, Indicator, Objective> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddSingleton(services => create(
            name,
            services.GetKeyedService<Indicator>(indicatorName)
                ?? throw new InvalidOperationException($"Objective '{name}' is of an indicator '{indicatorName}', which was not added. Call AddIndicator(\"{indicatorName}\").")));
        return this;
    }

    /// <summary>Keeps the indicators in this store, so that a restart loses at most the open minute. Without it they are kept in memory only.</summary>
    /// <param name="objects">Where they are kept; stays the caller's.</param>
    public ServiceLevelsBuilder WithStore(IObjectStore objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        Services.AddSingleton(new ServiceLevelsStorage(objects));
        return this;
    }
}
