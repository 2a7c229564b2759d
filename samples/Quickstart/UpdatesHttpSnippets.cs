using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Patterns.Updates;
using Patterns.Updates.AspNetCore;

namespace Quickstart;

/// <summary>What the README of Patterns.Updates.AspNetCore shows.</summary>
internal static class UpdatesHttpSnippets
{
    public static async Task ServeAsync(string[] args)
    {
        // begin-snippet: updates-serve
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddSingleton<IUpdateStore, MemoryUpdateStore>();
        await using var app = builder.Build();

        app.MapUpdates("/feeds");                              // poll, long poll and SSE; writing over HTTP is off
        // end-snippet
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        var feeds = app.Services.GetRequiredService<IUpdateStore>();

        // begin-snippet: updates-serve-append
        IUpdateLog orders = (await feeds.CreateAsync("orders")).Log;
        await orders.AppendAsync(new NewUpdate("""{"id":1}"""u8.ToArray()) { Type = "order-paid", Key = "1" });
        // end-snippet
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Console.WriteLine(await http.GetStringAsync("/feeds/orders"));
        await app.StopAsync();
    }

    public static void AllowWriting(WebApplication app)
    {
        // begin-snippet: updates-serve-write
        app.MapUpdates("/feeds", updates =>
        {
            updates.Operations = FeedOperations.Read | FeedOperations.Append;
            updates.Authorize = access => ValueTask.FromResult(
                access.Operation == FeedOperations.Read || access.Context.User.IsInRole("writer"));
            updates.Snapshot = feed => $"/snapshots/{feed}";       // where a reader whose cursor is gone starts over
        });
        // end-snippet
    }
}
