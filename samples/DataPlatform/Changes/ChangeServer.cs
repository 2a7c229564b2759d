using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patterns.Updates;
using Patterns.Updates.AspNetCore;

namespace DataPlatform.Changes;

/// <summary>Serves the feeds of changes, to be read, while the platform waits for files.</summary>
internal static class ChangeServer
{
    /// <summary>Starts to serve.</summary>
    /// <param name="feeds">The feeds; stay the caller's.</param>
    /// <param name="url">Where to listen; port 0 takes a free one.</param>
    /// <param name="output">Gets the addresses.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="IOException">The address is taken.</exception>
    public static async Task<IAsyncDisposable> StartAsync(IUpdateStore feeds, string url, TextWriter output, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(feeds);
        var app = builder.Build();
        app.MapUpdates("/feeds");
        await app.StartAsync(cancellationToken);
        await output.WriteLineAsync($"Changes are served at {app.Urls.First()}/feeds/{ChangePublisher.TablesFeed} and …/{ChangePublisher.FilesFeed}. Follow them: curl -N '{app.Urls.First()}/feeds/{ChangePublisher.TablesFeed}?offset=-1&live=sse'");
        return app;
    }
}
