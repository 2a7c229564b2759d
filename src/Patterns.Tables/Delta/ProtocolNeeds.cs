using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>The lowest protocol that a table needs: (1,2) for everybody, more only for what the table asks for.</summary>
/// <remarks>Source: Delta transaction log protocol, "Table Features" and "Valid Feature Names in Table Features".</remarks>
internal static class ProtocolNeeds
{
    private static readonly TableProtocol Lowest = new() { MinReaderVersion = 1, MinWriterVersion = 2 };

    /// <summary>The protocol of a new table.</summary>
    /// <param name="schema">Its columns.</param>
    /// <param name="features">Names of the features that it asks for beside what its types need.</param>
    public static TableProtocol Of(Schema schema, params IReadOnlyCollection<string> features) => With(Lowest, [.. OfTypes(schema), .. features]);

    /// <summary>The features that the types of columns need.</summary>
    public static IReadOnlyList<string> OfTypes(Schema schema)
        => schema.Fields.Any(static field => HasLocalTimestamp(field.Type)) ? [TableFeature.LocalTimestamps] : [];

    /// <summary>A protocol with more features. Versions are raised as far as they can say it; where they cannot, all features are listed by name.</summary>
    /// <param name="current">The protocol of the table so far.</param>
    /// <param name="features">Names of known features; those that are there already change nothing.</param>
    public static TableProtocol With(TableProtocol current, IReadOnlyCollection<string> features)
    {
        TableFeature[] missing = [.. TableFeature.Known.Where(feature => features.Contains(feature.Name) && !feature.IsIn(current))];
        if (missing.Length == 0)
        {
            return current;
        }

        var reader = Math.Max(current.MinReaderVersion, missing.Max(static feature => feature.ReaderVersion));
        if (current.WriterFeatures is null && missing.All(static feature => feature.IsImplied))
        {
            return new TableProtocol { MinReaderVersion = reader, MinWriterVersion = Math.Max(current.MinWriterVersion, missing.Max(static feature => feature.WriterVersion)) };
        }

        // A feature of a later version has to be listed by name, and then so do those that the lower versions implied.
        var before = TableFeature.Known.Where(feature => feature.IsIn(current)).ToList();
        return new TableProtocol
        {
            MinReaderVersion = reader,
            MinWriterVersion = TableProtocol.WriterWithFeatures,
            ReaderFeatures = reader < TableProtocol.ReaderWithFeatures
                ? null
                : Names(current.ReaderFeatures ?? [.. ForReaders(before)], ForReaders(missing)),
            WriterFeatures = Names(current.WriterFeatures ?? [.. before.Select(static feature => feature.Name)], missing.Select(static feature => feature.Name)),
        };
    }

    private static IEnumerable<string> ForReaders(IEnumerable<TableFeature> features)
        => features.Where(static feature => feature.ReaderVersion > 1).Select(static feature => feature.Name);

    private static string[] Names(IEnumerable<string> before, IEnumerable<string> added) => [.. before.Union(added).Order(StringComparer.Ordinal)];

    private static bool HasLocalTimestamp(DataType type) => type switch
    {
        ListType list => HasLocalTimestamp(list.Element),
        MapType map => HasLocalTimestamp(map.Key) || HasLocalTimestamp(map.Value),
        StructType fields => fields.Fields.Any(static field => HasLocalTimestamp(field.Type)),
        _ => type.Kind == DataTypeKind.LocalTimestamp,
    };
}
