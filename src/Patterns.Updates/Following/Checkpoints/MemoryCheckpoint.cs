namespace Patterns.Updates;

/// <summary>A checkpoint for as long as the process runs. Safe for use by any number of threads.</summary>
public sealed class MemoryCheckpoint : ICheckpoint
{
    private string? _cursor;

    /// <inheritdoc/>
    public ValueTask<FeedCursor?> LoadAsync(CancellationToken cancellationToken = default)
        => ValueTask.FromResult<FeedCursor?>(Volatile.Read(ref _cursor) is { } text ? FeedCursor.Parse(text) : null);

    /// <inheritdoc/>
    public ValueTask SaveAsync(FeedCursor cursor, CancellationToken cancellationToken = default)
    {
        Volatile.Write(ref _cursor, cursor.ToString());
        return ValueTask.CompletedTask;
    }
}
