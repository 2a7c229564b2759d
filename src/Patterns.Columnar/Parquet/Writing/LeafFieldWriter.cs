namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a leaf.</summary>
internal sealed class LeafFieldWriter(LeafWriter leaf) : FieldWriter
{
    public override IEnumerable<LeafWriter> Leaves => [leaf];

    public override void Append(Column column, LevelEntries entries, int rowCount) => leaf.Append(column, entries, rowCount);

    public override void Dispose() => leaf.Dispose();
}
