namespace Patterns.Tables.Writing;

/// <summary>Collects the broken rules of one append: the first ones with all details, of the rest only how many rows.</summary>
internal sealed class RejectionLog(int limit)
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
    public void Add(RejectedRow rejection)
    {
        if (!IsFull)
        {
            _rejections.Add(rejection);
        }
    }

    /// <summary>Counts rows that break a rule, each once however many rules it breaks.</summary>
    public void Count(long rejectedRows) => RejectedRowCount += rejectedRows;
}
