using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Patterns.Updates.Registration;

namespace Patterns.Updates;

/// <summary>Adds optional parts to what <see cref="UpdatesServiceCollectionExtensions.AddPatternsUpdates"/> registered.</summary>
public sealed class UpdatesBuilder
{
    internal UpdatesBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services that are being configured.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Says how values that are appended become JSON, for example with a source-generated context. The web defaults without this.</summary>
    /// <param name="options">The options; have the type information of what is appended.</param>
    /// <exception cref="ArgumentNullException">The options are null.</exception>
    public UpdatesBuilder WithJson(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Services.AddSingleton(new UpdatesJson(options));
        return this;
    }

    /// <summary>Keeps the feeds in a store of another kind, such as PostgreSQL or Redis.</summary>
    /// <param name="create">Creates the store, which the container disposes of.</param>
    /// <exception cref="ArgumentNullException">The function is null.</exception>
    public UpdatesBuilder WithStore(Func<IServiceProvider, IUpdateStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.AddSingleton(create);
        return this;
    }
}
