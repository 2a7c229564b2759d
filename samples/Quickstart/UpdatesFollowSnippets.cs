using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patterns.Updates;
using Patterns.Updates.AspNetCore;

namespace Quickstart;

/// <summary>What the README of Patterns.Updates shows of its clients.</summary>
internal static class UpdatesFollowSnippets
{
    public static async Task FollowAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<IUpdateStore, MemoryUpdateStore>();
        await using var app = builder.Build();
        app.MapUpdates("/feeds");
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        IUpdateLog orders = (await app.Services.GetRequiredService<IUpdateStore>().CreateAsync("orders")).Log;
        await orders.AppendAsync(new NewUpdate("""{"orderId":1,"amount":12.50}"""u8.ToArray()) { Type = "order-paid", Key = "1" });
        await orders.CloseAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await FollowOrdersAsync(http, path);
        File.Delete(path);
        await ReadStreamAsync();
        await app.StopAsync();
    }

    private static async Task FollowOrdersAsync(HttpClient http, string path)
    {
        // begin-snippet: updates-follow
        var checkpoint = new FileCheckpoint(path);
        var client = new FeedClient(http, "/feeds/orders");
        await foreach (Update<OrderPaid> update in client.FollowAsync<OrderPaid>(checkpoint))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{update.Type} {update.Key}: {update.Value.Amount:0.00}"));
            await checkpoint.SaveAsync(update.Cursor);                     // the next start goes on behind this update
        }
        // end-snippet
    }

    public static void AddWorker(WebApplicationBuilder builder)
    {
        // begin-snippet: updates-follow-worker
        builder.Services.AddFeedClient("orders", "https://shop.example/feeds/orders").AddHttpMessageHandler<TokenHandler>();
        builder.Services.AddHostedService<OrdersWorker>();                 // takes [FromKeyedServices("orders")] FeedClient orders
        // end-snippet
        builder.Services.AddTransient<TokenHandler>();
    }

    private static async Task ReadStreamAsync()
    {
        Stream stream = new MemoryStream([.. "event: greeting\ndata: hello\n\n"u8]);

        // begin-snippet: updates-event-stream
        await using var reader = new EventStreamReader(stream);
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out EventStreamItem item))
            {
                Console.WriteLine($"{Encoding.UTF8.GetString(item.Type)}: {Encoding.UTF8.GetString(item.Data)}");
            }
        }
        // end-snippet
    }

    private sealed record OrderPaid(long OrderId, decimal Amount);

    private sealed class TokenHandler : DelegatingHandler;

    private sealed class OrdersWorker([FromKeyedServices("orders")] FeedClient orders) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var checkpoint = new FileCheckpoint("orders.checkpoint");
            await foreach (Update<OrderPaid> update in orders.FollowAsync<OrderPaid>(checkpoint, stoppingToken))
            {
                await checkpoint.SaveAsync(update.Cursor, stoppingToken);
            }
        }
    }
}
