namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes a leaf.</summary>
internal sealed class LeafFieldWriter(LeafWriter leaf) : FieldWriter
{
    public LeafWriter Leaf => leaf;

    public override IEnumerable<LeafWriter> Leaves => [leaf];

    public override void Append(Column column, LevelEntries entries) => leaf.Append(column, entries);

    public override void Dispose() => leaf.Dispose();
}
