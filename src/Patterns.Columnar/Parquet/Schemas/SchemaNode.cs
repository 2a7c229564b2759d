using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>
/// A node of a file's schema with the levels at which it exists. Source: S. Melnik et al., "Dremel: Interactive Analysis of Web-Scale
/// Datasets" (2010), section 4.1.
/// </summary>
internal sealed class SchemaNode
{
    public required SchemaElement Element { get; init; }

    public required IReadOnlyList<SchemaNode> Children { get; init; }

    /// <summary>The definition level of a value that is present: how many optional and repeated nodes there are up to this one.</summary>
    public required int Definition { get; init; }

    /// <summary>How many repeated nodes there are up to this one.</summary>
    public required int Repetition { get; init; }

    /// <summary>
    /// The definition level from which on the innermost list around this node has an element, so that there is a slot for a value; 0 outside
    /// lists. A repeated node is the list around itself.
    /// </summary>
    public required int SlotDefinition { get; init; }

    /// <summary>As <see cref="SlotDefinition"/> for what is around this node: differs from it for a repeated node only.</summary>
    public required int OuterSlotDefinition { get; init; }

    /// <summary>Names from the root's child down to this node.</summary>
    public required IReadOnlyList<string> Path { get; init; }

    /// <summary>0-based position among the leaves of the file; -1 for a group.</summary>
    public required int LeafIndex { get; init; }

    public string Name => Element.Name;

    public bool IsLeaf => Element.Type is not null;

    public bool IsRepeated => Element.Repetition == Format.Repetition.Repeated;

    public bool IsOptional => Element.Repetition == Format.Repetition.Optional;

    public LogicalType Annotation => Annotations.Of(Element);

    public string DottedPath => string.Join('.', Path);
}
