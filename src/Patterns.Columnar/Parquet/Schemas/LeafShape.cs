namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>A field that holds values.</summary>
internal sealed class LeafShape : FieldShape
{
    public required SchemaNode Leaf { get; init; }

    public override IEnumerable<SchemaNode> Leaves => [Leaf];

    public override IEnumerable<LeafShape> FlatLeaves => [this];
}
