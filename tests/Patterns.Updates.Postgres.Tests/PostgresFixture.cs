using System.Globalization;
using Npgsql;
using Patterns.Testing;

namespace Patterns.Updates.Postgres.Tests;

/// <summary>A server that is started when the first test needs it, and a schema for each store.</summary>
public sealed class PostgresFixture : IDisposable
{
    private readonly Lazy<PostgresServer> _server = new(PostgresServer.Start);
    private readonly Lazy<NpgsqlDataSource> _source;
    private int _schemas;

    public PostgresFixture() => _source = new Lazy<NpgsqlDataSource>(() => NpgsqlDataSource.Create(_server.Value.ConnectionString.Replace("Pooling=false", "Maximum Pool Size=60", StringComparison.Ordinal)));

    public NpgsqlDataSource Source => _source.Value;

    public string NewSchema() => string.Create(CultureInfo.InvariantCulture, $"feeds_{Interlocked.Increment(ref _schemas)}");

    public void Dispose()
    {
        if (_source.IsValueCreated)
        {
            _source.Value.Dispose();
        }

        if (_server.IsValueCreated)
        {
            _server.Value.Dispose();
        }
    }
}
