using System.Text;
using Patterns.Benchmarks.Allocations;
using Patterns.Updates;

namespace Patterns.Benchmarks.Updates;

/// <summary>What feeds allocate per update once their buffers are grown.</summary>
internal static class UpdatesAllocations
{
    private const int Events = 200_000;

    public static IReadOnlyList<AllocationCase> Cases { get; } = [new("updates/sse-parsing", BytesPerRow: 0.1, SseParsingAsync), .. WebhookSigning.AllocationCases];

    private static Task<AllocationProbe> SseParsingAsync()
    {
        byte[] stream = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, Events).Select(static number => $"id: {number}\nevent: paid\ndata: {{\"order\":{number}}}\n\n")));
        return Task.FromResult(new AllocationProbe(Events, async () =>
        {
            await using var reader = new EventStreamReader(new MemoryStream(stream));
            long events = 0;
            while (await reader.WaitToReadAsync())
            {
                while (reader.TryRead(out _))
                {
                    events++;
                }
            }

            return events;
        }));
    }
}
