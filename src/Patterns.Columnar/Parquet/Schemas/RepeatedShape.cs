namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>A list, whose one part is its element, or a map, whose parts are its key and its value.</summary>
internal sealed class RepeatedShape : FieldShape
{
    public required IReadOnlyList<FieldShape> Parts { get; init; }

    /// <summary>The repetition level of a further element of the same list.</summary>
    public required int Repetition { get; init; }

    /// <summary>The definition level from which on the list has an element.</summary>
    public required int ElementDefinition { get; init; }

    public override IEnumerable<SchemaNode> Leaves => Parts.SelectMany(static part => part.Leaves);

    public override IEnumerable<LeafShape> FlatLeaves => [];
}
