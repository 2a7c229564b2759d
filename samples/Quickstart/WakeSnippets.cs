using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Patterns.Updates;
using Patterns.Updates.AspNetCore;

namespace Quickstart;

/// <summary>What the READMEs of Patterns.Updates and Patterns.Updates.AspNetCore show of wake subscriptions.</summary>
internal static class WakeSnippets
{
    public static async Task WakeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        // begin-snippet: wakes-register
        builder.Services.AddPatternsUpdates().WithWakeSubscriptions();      // webhooks too, once there are a SigningKey and its PublicKey
        // end-snippet
        await using var app = builder.Build();

        // begin-snippet: wakes-serve
        app.MapUpdates("/feeds");
        app.MapWakeSubscriptions("/feeds", wakes =>                         // PUT /feeds/__ds/subscriptions/mailer {"type":"webhook",…}
            wakes.Authorize = access => ValueTask.FromResult(access.Context.User.IsInRole("worker")));
        // end-snippet
        await app.StartAsync();
        var feeds = app.Services.GetRequiredService<IUpdateStore>();

        // begin-snippet: wakes-claim
        var wakes = app.Services.GetRequiredService<WakeSubscriptions>();
        await feeds.CreateAsync("wakes/mailer");                            // told when there is work; workers follow it like any feed
        await wakes.CreateAsync(
            "mailer",
            new WakeConfiguration { Delivery = WakeDelivery.PullWake, Pattern = "orders/*", WakeStream = "wakes/mailer" },
            new Uri("https://api.example.com/feeds/__ds"));

        IUpdateLog order = (await feeds.CreateAsync("orders/7")).Log;
        await order.AppendAsync(new NewUpdate("""{"paid":true}"""u8.ToArray()));

        IUpdateLog told = (await feeds.FindAsync("wakes/mailer"))!;
        await told.WaitAsync(UpdateOffset.Start, Timeout.InfiniteTimeSpan);
        WakeClaim claim = await wakes.ClaimAsync("mailer", "worker-1");     // one of those who race has it, for 30 s
        var done = new Dictionary<string, UpdateOffset>();
        foreach (WakeFeed feed in claim.Streams.Where(feed => feed.HasPending))
        {
            UpdatePage page = await (await feeds.FindAsync(feed.Name))!.ReadAsync(feed.Acknowledged);
            Console.WriteLine($"{feed.Name}: {Encoding.UTF8.GetString(page.Updates[0].Payload.Span)}");
            done[feed.Name] = page.Next;
        }

        bool isMore = await wakes.AcknowledgeAsync("mailer", new WakeAcknowledgement { Ticket = claim.Ticket, Offsets = done, IsDone = true });
        // end-snippet
        Console.WriteLine(isMore);
        await app.StopAsync();
    }
}
