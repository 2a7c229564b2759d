using Microsoft.Extensions.Logging;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>What every commit of a store uses: chance, time, patience and a logger. Safe for use by several threads.</summary>
internal sealed class CommitContext
{
    /// <summary>How often a store that fails is asked for the same version again.</summary>
    public const int MaxStoreAttempts = 5;

    private static readonly Backoff Waits = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(250), jitter: 1);

    public CommitContext(Chance chance, TimeProvider time, int maxAttempts, ILogger logger)
    {
        Chance = chance;
        Time = time;
        MaxAttempts = maxAttempts;
        Logger = logger;
    }

    public Chance Chance { get; }

    public TimeProvider Time { get; }

    /// <summary>How many versions may be lost to other writers before giving up.</summary>
    public int MaxAttempts { get; }

    public ILogger Logger { get; }

    /// <summary>Waits before the attempt that follows the 0-based one that failed: any time up to a limit that doubles.</summary>
    public Task DelayAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(Chance.Wait(Waits, attempt), Time, cancellationToken);
}
