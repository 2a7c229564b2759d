using Patterns.Core;

namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>How a field of a schema, or an element of a list, lies in a file's schema.</summary>
internal abstract class FieldShape
{
    public required DataType Type { get; init; }

    /// <summary>Whether a value can be null.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>The definition level from which on a value is not null.</summary>
    public required int Definition { get; init; }

    /// <summary>The definition level from which on there is a slot for a value; 0 outside lists.</summary>
    public required int SlotDefinition { get; init; }

    /// <summary>The repetition level up to which an entry of a leaf begins a new slot; beyond it, it goes on within the slot before.</summary>
    public required int SlotRepetition { get; init; }

    /// <summary>The leaves below this field from first to last.</summary>
    public abstract IEnumerable<SchemaNode> Leaves { get; }

    /// <summary>The leaves below this field that have exactly one entry per row: those outside lists.</summary>
    public abstract IEnumerable<LeafShape> FlatLeaves { get; }
}
