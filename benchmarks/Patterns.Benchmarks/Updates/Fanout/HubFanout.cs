using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>SignalR, over its transport of Server-Sent Events.</summary>
internal sealed class HubFanout : IFanout
{
    private IHubContext<FanoutHub>? _hub;

    public string Path => "/hub";

    public void Configure(WebApplicationBuilder builder) => builder.Services.AddSignalR();

    public void Map(WebApplication app)
    {
        app.MapHub<FanoutHub>(Path);
        _hub = app.Services.GetRequiredService<IHubContext<FanoutHub>>();
    }

    public async Task SendAsync(IReadOnlyList<byte[]> payloads)
    {
        foreach (var payload in payloads)
        {
            await _hub!.Clients.All.SendAsync("update", JsonSerializer.Deserialize<JsonElement>(payload));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
