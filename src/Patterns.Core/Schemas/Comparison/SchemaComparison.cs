using Patterns.Core.Schemas.Comparison;

namespace Patterns.Core;

/// <summary>What changed between two schemas, nested fields included. Immutable.</summary>
/// <remarks>
/// Fields are the same when their ids are equal, or, where one of them has no id, their names. The order of fields and metadata other than the id are
/// not compared.
/// </remarks>
public sealed class SchemaComparison
{
    /// <summary>The key of <see cref="Field.Metadata"/> under which Delta's column mapping keeps the id of a field.</summary>
    public const string DeltaIdKey = "delta.columnMapping.id";

    private SchemaComparison(IReadOnlyList<SchemaChange> changes) => Changes = changes;

    /// <summary>The differences, in the order of the new schema; what was removed comes last on its level. Empty when there are none.</summary>
    public IReadOnlyList<SchemaChange> Changes { get; }

    /// <summary>Compares two schemas.</summary>
    /// <param name="before">The old schema.</param>
    /// <param name="after">The new schema.</param>
    /// <param name="idKey">The key of the metadata that holds a field's id, a whole number; null means that names alone count.</param>
    public static SchemaComparison Between(Schema before, Schema after, string? idKey = DeltaIdKey)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var comparer = new SchemaComparer(idKey);
        comparer.CompareFields(before.Fields, after.Fields, path: "");
        return new SchemaComparison(comparer.Changes);
    }

    /// <summary>One change per line, in words; <c>no change</c> when there is none.</summary>
    public override string ToString() => Changes.Count == 0 ? "no change" : string.Join('\n', Changes);
}
