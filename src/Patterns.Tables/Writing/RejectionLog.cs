namespace Patterns.Tables.Writing;

/// <summary>Collects the broken rules of one append: the first ones with all details, of the rest only how many rows.</summary>
/// <param name="limit">Broken rules with all details.</param>
/// <param name="mask">Whether their values are kept out.</param>
internal sealed class RejectionLog(int limit, bool mask = false)
{
    private readonly List<RejectedRow> _rejections = [];

    /// <summary>Rows that break at least one rule.</summary>
    public long RejectedRowCount { get; private set; }

    public IReadOnlyList<RejectedRow> Rejections => _rejections;

    public bool IsEmpty => RejectedRowCount == 0;

    /// <summary>Most broken rules that are noted in detail.</summary>
    public int Limit => limit;

    public bool IsFull => _rejections.Count >= limit;

    /// <summary>Notes a broken rule in detail. Called in order of rows.</summary>
    /// <returns>The same as it may be shown.</returns>
    public RejectedRow Add(RejectedRow rejection)
    {
        var shown = mask ? rejection.Masked() : rejection;
        if (!IsFull)
        {
            _rejections.Add(shown);
        }

        return shown;
    }

    /// <summary>Counts rows that break a rule, each once however many rules it breaks.</summary>
    public void Count(long rejectedRows) => RejectedRowCount += rejectedRows;
}
