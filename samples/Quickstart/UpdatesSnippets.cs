using System.Text;
using Patterns.Updates;

namespace Quickstart;

/// <summary>What the README of Patterns.Updates shows.</summary>
internal static class UpdatesSnippets
{
    public static async Task AppendAndReadAsync()
    {
        // begin-snippet: updates-feed
        await using var feeds = new MemoryUpdateStore();
        IUpdateLog orders = (await feeds.CreateAsync("orders")).Log;                          // found when it exists already

        AppendReceipt receipt = await orders.AppendAsync(
        [
            new NewUpdate("""{"id":1,"amount":12.50}"""u8.ToArray()) { Type = "order-paid", Key = "1" },
            new NewUpdate("""{"id":2}"""u8.ToArray()) { Type = "order-sent", Key = "2" },
        ]);

        UpdatePage page = await orders.ReadAsync(UpdateOffset.Start);
        foreach (Update update in page.Updates)
        {
            Console.WriteLine($"{update.Offset} {update.Type} {Encoding.UTF8.GetString(update.Payload.Span)}");
        }

        bool more = await orders.WaitAsync(page.Next, TimeSpan.FromMilliseconds(10));           // false: nothing came
        // end-snippet
        Console.WriteLine($"{receipt.Count} appended, more: {more}");
    }
}
