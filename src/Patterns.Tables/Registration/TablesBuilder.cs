using Microsoft.Extensions.DependencyInjection;
using Patterns.Core;
using Patterns.Tables.Registration;

namespace Patterns.Tables;

/// <summary>Adds optional parts to what <see cref="TablesServiceCollectionExtensions.AddPatternsTables"/> registered.</summary>
public sealed class TablesBuilder
{
    internal TablesBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services that are being configured.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Keeps the tables in this store. Without a call of this or <see cref="WithFolder"/> the container's <see cref="IObjectStore"/> is used.</summary>
    /// <param name="objects">Where the tables are; stays the caller's.</param>
    public TablesBuilder WithStore(IObjectStore objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        Services.AddSingleton(new TablesLocation(objects));
        return this;
    }

    /// <summary>Keeps the tables in a folder of the local file system.</summary>
    /// <param name="folder">Path of the folder; created when the first table is.</param>
    public TablesBuilder WithFolder(string folder) => WithStore(new FileObjectStore(folder));
}
