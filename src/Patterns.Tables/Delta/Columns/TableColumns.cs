using Patterns.Core;

namespace Patterns.Tables.Delta.Columns;

/// <summary>The columns of a table at some version, and how its files call them. Immutable; compared by reference.</summary>
/// <param name="schema">The columns as users see them.</param>
/// <param name="mapping">How files call them.</param>
internal sealed class TableColumns(Schema schema, ColumnMapping mapping)
{
    public Schema Schema { get; } = schema;

    public ColumnMapping Mapping { get; } = mapping;

    /// <exception cref="TableLogException">The metadata has no schema that is understood.</exception>
    /// <exception cref="UnsupportedTableException">The columns are mapped in a way that is not known.</exception>
    public static TableColumns Of(TableMetadata metadata, string tablePath)
        => new(TableSchema.Parse(metadata.SchemaString, tablePath), ColumnMapping.Of(metadata, tablePath));
}
