namespace Patterns.Tables.Writer;

/// <summary>A row that says which append of which process it belongs to.</summary>
public sealed record Entry(string Writer, int Sequence, int RowIndex)
{
    /// <summary>All rows of one append.</summary>
    public static IEnumerable<Entry> Of(string writer, int sequence, int count)
        => Enumerable.Range(0, count).Select(index => new Entry(writer, sequence, index));
}
