using Patterns.Testing;

namespace Patterns.Updates.Tests.Connecting;

/// <summary>Lets code run whose waits are all on a manual clock.</summary>
internal static class ManualTime
{
    /// <summary>Reads a sequence to its end, moving the clock from timer to timer whenever the code waits, at most 10,000 times.</summary>
    public static async Task<List<T>> CollectAsync<T>(this ManualTimeProvider time, IAsyncEnumerable<T> sequence)
    {
        var collected = new List<T>();

        // All on this thread, within the call that moves the clock, so that the clock stands still while the code works.
        SynchronizationContext.SetSynchronizationContext(null);
        Task work = ReadAsync();
        for (var count = 0; count < 10_000 && !work.IsCompleted; count++)
        {
            if (!time.AdvanceToNextTimer())
            {
                await Task.WhenAny(work, time.WaitForTimersAsync()).ConfigureAwait(false);
            }
        }

        await work.ConfigureAwait(false);
        return collected;

        async Task ReadAsync()
        {
            await foreach (T item in sequence.ConfigureAwait(false))
            {
                collected.Add(item);
            }
        }
    }
}
