using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Patterns.Updates;

namespace Quickstart;

/// <summary>What the README of Patterns.Updates shows.</summary>
internal static class UpdatesSnippets
{
    public static async Task AppendAndReadAsync(string folder)
    {
        // begin-snippet: updates-publish
        var services = new ServiceCollection();
        services.AddPatternsUpdates(updates => updates.Directory = folder);                     // without a directory: in memory
        await using var provider = services.BuildServiceProvider();
        var feeds = provider.GetRequiredService<UpdateFeeds>();

        await feeds["orders"].AppendAsync(new OrderPaid(1, 12.50m), key: "1");                  // acknowledged when durable
        // end-snippet

        // begin-snippet: updates-feed
        IUpdateLog orders = await feeds["orders"].OpenAsync();
        AppendReceipt receipt = await orders.AppendAsync(
        [
            new NewUpdate("""{"id":2,"amount":7.00}"""u8.ToArray()) { Type = "order-paid", Key = "2" },
            new NewUpdate("""{"id":2}"""u8.ToArray()) { Type = "order-sent", Key = "2" },
        ]);                                                                                     // both or none

        UpdatePage page = await orders.ReadAsync(UpdateOffset.Start);
        foreach (Update update in page.Updates)
        {
            Console.WriteLine($"{update.Type} {Encoding.UTF8.GetString(update.Payload.Span)}");
        }

        UpdatePage nothing = await orders.ReadAsync(page.Next);                                 // the cursor behind what was read
        bool more = await orders.WaitAsync(nothing.Next, TimeSpan.FromMilliseconds(10));        // false: nothing came
        // end-snippet
        Console.WriteLine($"{receipt.Count} appended, more: {more}");
    }

    private sealed record OrderPaid(int Id, decimal Amount);
}
