using Patterns.Columnar.Parquet.Schemas;
using Patterns.Columnar.Parquet.Statistics;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>A column, or a field of a struct, that a filter may ask for the statistics of.</summary>
/// <param name="Shape">Its leaf, which is in no list.</param>
/// <param name="Statistics">Reads what the file says of its values.</param>
internal sealed record FilteredColumn(LeafShape Shape, StatisticsReader Statistics)
{
    /// <summary>The name under which a filter asks.</summary>
    public string Name { get; } = Shape.Leaf.DottedPath;

    public SchemaNode Leaf => Shape.Leaf;
}
