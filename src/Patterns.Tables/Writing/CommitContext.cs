using Microsoft.Extensions.Logging;

namespace Patterns.Tables.Writing;

/// <summary>What every commit of a store uses: chance, time, patience and a logger. Safe for use by several threads.</summary>
internal sealed class CommitContext
{
    /// <summary>How often a store that fails is asked for the same version again.</summary>
    public const int MaxStoreAttempts = 5;

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(250);

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
    public Task DelayAsync(int attempt, CancellationToken cancellationToken)
    {
        var limit = ShortestWait * Math.Pow(2, Math.Min(attempt, 30));
        return Task.Delay(Chance.NextDouble() * (limit < LongestWait ? limit : LongestWait), Time, cancellationToken);
    }
}
