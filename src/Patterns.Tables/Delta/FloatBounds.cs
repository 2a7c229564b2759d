using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>
/// Tells bounds of floating-point columns that account for NaN, which is larger than any number, from those of writers that pass over NaN: the
/// largest number of such a file is no upper bound. Files of this library carry a tag, because they have no bounds where there is a NaN.
/// </summary>
internal static class FloatBounds
{
    private const string Tag = "patterns.floatBounds";
    private const string WithoutNaN = "withoutNaN";

    private static readonly Dictionary<string, string?> Tags = new() { [Tag] = WithoutNaN };

    /// <summary>The tags of a new file; null when it needs none.</summary>
    public static IReadOnlyDictionary<string, string?>? TagsFor(Schema schema) => schema.Fields.Any(static field => HasFloat(field.Type)) ? Tags : null;

    /// <summary>Whether the largest value in the statistics may pass over a NaN.</summary>
    public static bool MayHideNaN(DataType type, AddFile add) => IsFloat(type) && add.Tags?.GetValueOrDefault(Tag) != WithoutNaN;

    private static bool HasFloat(DataType type) => type is StructType fields ? fields.Fields.Any(static field => HasFloat(field.Type)) : IsFloat(type);

    private static bool IsFloat(DataType type) => type.Kind is DataTypeKind.Float32 or DataTypeKind.Float64;
}
