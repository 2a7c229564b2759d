using System.Globalization;
using System.Text;
using Patterns.Updates;

// A process of its own that appends to a feed with several producers at once, so that tests can kill it at any moment.
// Arguments: folder, durability, number of producers. Each line on the output is a producer and a sequence that was acknowledged.
var (folder, durability, producers) = (args[0], Enum.Parse<UpdateDurability>(args[1]), int.Parse(args[2], CultureInfo.InvariantCulture));

await using FileUpdateStore store = new(new UpdateStoreOptions { Directory = folder, Durability = durability, SegmentBytes = UpdateStoreOptions.MinSegmentBytes });
var log = (await store.CreateAsync("feed")).Log;
var output = TextWriter.Synchronized(Console.Out);

await Task.WhenAll(Enumerable.Range(0, producers).Select(async producer =>
{
    // Goes on behind what an earlier process has appended: duplicates tell how far that was.
    for (long sequence = 0; ; sequence++)
    {
        var payload = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{producer} {sequence} {new string('x', (int)(sequence % 700))}"));
        var receipt = await log.AppendAsync(new AppendRequest([new NewUpdate(payload)]) { Producer = new ProducerPosition($"p{producer}", 0, sequence) });
        sequence = receipt.IsDuplicate ? receipt.ProducerSequence!.Value : sequence;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{producer} {sequence}"));
        await output.FlushAsync();
    }
}));
