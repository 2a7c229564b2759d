namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>A group with named fields.</summary>
internal sealed class StructShape : FieldShape
{
    public required IReadOnlyList<FieldShape> Fields { get; init; }

    public override IEnumerable<SchemaNode> Leaves => Fields.SelectMany(static part => part.Leaves);

    public override IEnumerable<LeafShape> FlatLeaves => Fields.SelectMany(static part => part.FlatLeaves);
}
