namespace Patterns.Tables.Writing;

/// <summary>Rows that come from the caller, in whatever form. Used once.</summary>
internal abstract class RowFeed
{
    /// <summary>Brings all rows into an append.</summary>
    /// <param name="session">Takes the rows.</param>
    /// <param name="report">Called after every batch.</param>
    /// <param name="cancellationToken">Ends the feeding.</param>
    public abstract Task FeedAsync(AppendSession session, Action report, CancellationToken cancellationToken);
}
