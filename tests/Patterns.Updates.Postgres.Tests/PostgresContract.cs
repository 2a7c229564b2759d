using Patterns.Testing;

namespace Patterns.Updates.Postgres.Tests;

/// <summary>Not public, so that it runs only where there is a server.</summary>
internal sealed class PostgresContract(PostgresFixture fixture) : UpdateStoreContract
{
    protected override Task<IUpdateStore> CreateStoreAsync()
        => Task.FromResult<IUpdateStore>(new PostgresUpdateStore(fixture.Source, new PostgresUpdateOptions { Schema = fixture.NewSchema() }, Time));
}
