using System.Collections.Concurrent;
using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>What the framework offers: <c>TypedResults.ServerSentEvents</c> over a channel per connection.</summary>
internal sealed class ChannelFanout : IFanout
{
    private readonly ConcurrentDictionary<Channel<SseItem<string>>, bool> _channels = new();
    private long _lastId;

    public string Path => "/events";

    public void Configure(WebApplicationBuilder builder)
    {
    }

    public void Map(WebApplication app) => app.MapGet(Path, (CancellationToken aborted) => TypedResults.ServerSentEvents(SubscribeAsync(aborted)));

    public Task SendAsync(IReadOnlyList<byte[]> payloads)
    {
        foreach (var payload in payloads)
        {
            SseItem<string> item = new(Encoding.UTF8.GetString(payload)) { EventId = (++_lastId).ToString("x33", CultureInfo.InvariantCulture) };
            foreach (var (channel, _) in _channels)
            {
                channel.Writer.TryWrite(item);
            }
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async IAsyncEnumerable<SseItem<string>> SubscribeAsync([EnumeratorCancellation] CancellationToken aborted)
    {
        var channel = Channel.CreateUnbounded<SseItem<string>>(new UnboundedChannelOptions { SingleReader = true });
        _channels.TryAdd(channel, true);
        try
        {
            yield return new SseItem<string>("") { EventId = "0" };
            await foreach (var item in channel.Reader.ReadAllAsync(aborted))
            {
                yield return item;
            }
        }
        finally
        {
            _channels.TryRemove(channel, out _);
        }
    }
}
