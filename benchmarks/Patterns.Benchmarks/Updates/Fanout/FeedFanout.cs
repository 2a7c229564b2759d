using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Patterns.Updates;
using Patterns.Updates.AspNetCore;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>Ours: a feed, served.</summary>
internal sealed class FeedFanout : IFanout
{
    private readonly MemoryUpdateStore _feeds = new();
    private IUpdateLog? _log;

    public string Path => "/feeds/events?offset=now";

    public void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton<IUpdateStore>(_feeds);

    public void Map(WebApplication app)
    {
        _log = _feeds.CreateAsync("events", new FeedConfiguration { RetainBytes = 1 << 20 }).AsTask().GetAwaiter().GetResult().Log;
        app.MapUpdates("/feeds", static options => options.MaxConnectionsPerPrincipal = options.MaxConnections);
    }

    public async Task SendAsync(IReadOnlyList<byte[]> payloads)
    {
        foreach (var payload in payloads)
        {
            await _log!.AppendAsync(new NewUpdate(payload));
        }
    }

    public ValueTask DisposeAsync() => _feeds.DisposeAsync();
}
