using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Patterns.Core;
using Patterns.Lake.Registration;

namespace Patterns.Lake;

/// <summary>The optional parts of a registered lake.</summary>
public sealed class LakeBuilder
{
    internal LakeBuilder(IServiceCollection services) => Services = services;

    /// <summary>The container.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Keeps the lake in a local folder. The last choice of a store holds.</summary>
    /// <param name="folder">Absolute, or relative to the current directory; created by the first landing.</param>
    public LakeBuilder WithFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return WithStore(_ => new FileObjectStore(folder));
    }

    /// <summary>Keeps the lake in a store. The last choice of a store holds.</summary>
    /// <param name="create">Creates the store, once.</param>
    public LakeBuilder WithStore(Func<IServiceProvider, IObjectStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(provider => new LakeStore(create(provider))));
        return this;
    }
}
