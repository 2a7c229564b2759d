namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>A field that holds values.</summary>
internal sealed class LeafShape : FieldShape
{
    public required SchemaNode Leaf { get; init; }

    public override IEnumerable<SchemaNode> Leaves => [Leaf];

    public override IEnumerable<LeafShape> FlatLeaves => [this];

    /// <summary>
    /// The leaves of some fields that have one entry per row and a dotted name of their own. A column <c>a.b</c> beside a struct <c>a</c> with a field
    /// <c>b</c> has none, so what is known by that name could be of either.
    /// </summary>
    public static IEnumerable<LeafShape> Named(IEnumerable<FieldShape> fields)
        => fields.SelectMany(static field => field.FlatLeaves)
            .GroupBy(static leaf => leaf.Leaf.DottedPath, StringComparer.Ordinal)
            .Where(static leaves => leaves.Count() == 1)
            .Select(static leaves => leaves.First());
}
