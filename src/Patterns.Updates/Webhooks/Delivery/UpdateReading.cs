namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>Reads updates for endpoints.</summary>
internal sealed class UpdateReading(IUpdateStore feeds)
{
    private const int MaxPageBytes = 1024 * 1024;

    /// <summary>What follows a cursor.</summary>
    /// <exception cref="FeedNotFoundException">The feed is gone.</exception>
    /// <exception cref="OffsetGoneException">What follows the cursor is gone.</exception>
    public async Task<UpdatePage> ReadAsync(string feed, UpdateOffset after, IReadOnlySet<string>? types, int count, CancellationToken cancellationToken)
    {
        var log = await feeds.FindAsync(feed, cancellationToken).ConfigureAwait(false) ?? throw new FeedNotFoundException(feed);
        return await log.ReadAsync(after, new ReadOptions { MaxCount = count, MaxBytes = MaxPageBytes, Types = types }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One update; null when the feed no longer has it.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="pending">Which update.</param>
    /// <param name="types">The filter that it was found with: its cursor may lie before updates of other types.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    public async Task<Update?> FindAsync(string feed, PendingUpdate pending, IReadOnlySet<string>? types, CancellationToken cancellationToken)
    {
        try
        {
            var page = await ReadAsync(feed, pending.After, types, 1, cancellationToken).ConfigureAwait(false);
            return page.Updates.Count > 0 && page.Updates[0].Offset == pending.Offset ? page.Updates[0] : null;
        }
        catch (Exception gone) when (gone is OffsetGoneException or FeedNotFoundException or FeedDeletedException)
        {
            return null;
        }
    }
}
