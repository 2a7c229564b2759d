using Patterns.Testing;

namespace Patterns.Updates.Redis.Tests;

/// <summary>Not public, so that it runs only where there is a server.</summary>
internal sealed class RedisContract(RedisFixture fixture) : UpdateStoreContract
{
    protected override Task<IUpdateStore> CreateStoreAsync() => Task.FromResult<IUpdateStore>(new RedisUpdateStore(fixture.NewOptions(), Time));
}
