using System.Globalization;
using Patterns.Testing;

namespace Patterns.Updates.Redis.Tests;

/// <summary>A server that is started when the first test needs it, and a prefix of keys for each store.</summary>
public sealed class RedisFixture : IDisposable
{
    private readonly Lazy<RedisServer> _server = new(RedisServer.Start);
    private int _prefixes;

    public RedisServer Server => _server.Value;

    public RedisUpdateOptions NewOptions() => new()
    {
        Endpoint = _server.Value.Endpoint,
        KeyPrefix = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _prefixes)}"),
        PollInterval = TimeSpan.FromMilliseconds(100),
    };

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.Dispose();
        }
    }
}
