using Patterns.Updates.Postgres.Storage;

namespace Patterns.Updates.Postgres;

/// <summary>How feeds are kept in PostgreSQL.</summary>
public sealed class PostgresUpdateOptions
{
    /// <summary>The schema with the tables, created when it is not there: 1 to 48 lower-case letters, digits and underscores, beginning with a letter. <c>patterns_updates</c> by default.</summary>
    public string Schema { get; set; } = SchemaName.Default;

    /// <summary>How often to look for updates even if no notification came: 10 ms to 1 hour, 1 second by default.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long to gather appends before others are notified of them, so that a busy feed does not flood the server: zero to 1 second, 5 ms by default.</summary>
    public TimeSpan NotifyDelay { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The most bytes of payload of one append: 1 to 256 MiB, 16 MiB by default.</summary>
    public int MaxBatchBytes { get; set; } = 16 << 20;

    internal void Validate()
    {
        SchemaName.ThrowIfInvalid(Schema);
        OptionRange.Require(PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1), nameof(PollInterval));
        OptionRange.Require(NotifyDelay, TimeSpan.Zero, TimeSpan.FromSeconds(1), nameof(NotifyDelay));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBatchBytes, 1, nameof(MaxBatchBytes));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxBatchBytes, UpdateStoreOptions.MaxBatchBytesLimit, nameof(MaxBatchBytes));
    }
}
