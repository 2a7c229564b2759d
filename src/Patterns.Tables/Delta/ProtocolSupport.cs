using System.Collections.Frozen;
using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>Which tables may be read and written: everything that this library does not do is refused by its name in the protocol.</summary>
/// <remarks>Source: Delta transaction log protocol, "Reader Version Requirements", "Writer Version Requirements", "Table Features".</remarks>
internal static class ProtocolSupport
{
    private const string ReadAdvice = "Use another Delta reader for it, or write it again without the feature.";
    private const string WriteAdvice = "It can be read; use another Delta writer, or drop the feature.";

    private static readonly FrozenSet<string> ReadableFeatures = FrozenSet.Create(
        StringComparer.Ordinal,
        TableFeature.ColumnMapping,
        TableFeature.DeletionVectors,
        TableFeature.LocalTimestamps,
        TableFeature.TypeWidening,
        TableFeature.TypeWideningPreview,
        "v2Checkpoint",
        "vacuumProtocolCheck");

    private static readonly FrozenSet<string> WritableFeatures = FrozenSet.Create(
        StringComparer.Ordinal,
        TableFeature.ColumnDefaults,
        TableFeature.AppendOnly,
        TableFeature.ChangeDataFeed,
        TableFeature.CheckConstraints,
        TableFeature.ColumnMapping,
        TableFeature.DeletionVectors,
        "domainMetadata",
        TableFeature.GeneratedColumns,
        TableFeature.IdentityColumns,
        TableFeature.Invariants,
        TableFeature.LocalTimestamps,
        TableFeature.TypeWidening,
        TableFeature.TypeWideningPreview,
        "v2Checkpoint",
        "vacuumProtocolCheck");

    /// <exception cref="UnsupportedTableException">Reading could give wrong rows.</exception>
    public static void RequireReadable(Snapshot snapshot, string tablePath)
    {
        var protocol = snapshot.Protocol;
        if (protocol.MinReaderVersion is < 1 or > TableProtocol.ReaderWithFeatures)
        {
            throw new UnsupportedTableException(tablePath, $"reader version {protocol.MinReaderVersion}", ReadAdvice);
        }

        RequireKnown(protocol.ReaderFeatures, ReadableFeatures, tablePath, ReadAdvice);
        if (snapshot.Metadata.Format.Provider != "parquet")
        {
            throw new UnsupportedTableException(tablePath, $"data files in the format '{snapshot.Metadata.Format.Provider}'", "The protocol allows only 'parquet'.");
        }
    }

    /// <exception cref="UnsupportedTableException">Writing could break a rule of the table.</exception>
    public static void RequireWritable(Snapshot snapshot, string tablePath)
    {
        var protocol = snapshot.Protocol;
        if (protocol.MinWriterVersion is < 1 or > TableProtocol.WriterWithFeatures)
        {
            throw new UnsupportedTableException(tablePath, $"writer version {protocol.MinWriterVersion}", WriteAdvice);
        }

        RequireKnown(protocol.WriterFeatures, WritableFeatures, tablePath, WriteAdvice);
        foreach (var field in snapshot.Schema.Fields)
        {
            RequireWritable(field, tablePath);
        }
    }

    private static void RequireWritable(Field field, string tablePath)
    {
        if (field.Metadata.Keys.Any(static key => key.StartsWith(FieldRules.IdentityPrefix, StringComparison.Ordinal)))
        {
            throw new UnsupportedTableException(tablePath, $"identityColumns (column '{field.Name}')", WriteAdvice);
        }
    }

    private static void RequireKnown(IReadOnlyList<string>? features, FrozenSet<string> known, string tablePath, string advice)
    {
        string[] unknown = [.. (features ?? []).Where(feature => !known.Contains(feature)).Order(StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            throw new UnsupportedTableException(tablePath, string.Join(", ", unknown), advice);
        }
    }
}
