using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>The lowest protocol that a new table needs: (1,2) for everybody, more only for what the table asks for.</summary>
/// <remarks>Source: Delta transaction log protocol, "Table Features" and "Valid Feature Names in Table Features".</remarks>
internal static class ProtocolNeeds
{
    public const string AppendOnly = "appendOnly";
    public const string CheckConstraints = "checkConstraints";
    public const string Invariants = "invariants";
    public const string LocalTimestamps = "timestampNtz";

    private const int WriterWithChecks = 3;

    /// <summary>The protocol of a new table.</summary>
    /// <param name="schema">Its columns.</param>
    /// <param name="hasChecks">Whether it has CHECK constraints.</param>
    public static TableProtocol Of(Schema schema, bool hasChecks)
    {
        if (!schema.Fields.Any(static field => HasLocalTimestamp(field.Type)))
        {
            return new TableProtocol { MinReaderVersion = 1, MinWriterVersion = hasChecks ? WriterWithChecks : 2 };
        }

        // A feature of a later version has to be listed by name, and then so do those that the lower versions implied.
        return new TableProtocol
        {
            MinReaderVersion = TableProtocol.ReaderWithFeatures,
            MinWriterVersion = TableProtocol.WriterWithFeatures,
            ReaderFeatures = [LocalTimestamps],
            WriterFeatures = hasChecks ? [AppendOnly, CheckConstraints, Invariants, LocalTimestamps] : [AppendOnly, Invariants, LocalTimestamps],
        };
    }

    private static bool HasLocalTimestamp(DataType type) => type switch
    {
        ListType list => HasLocalTimestamp(list.Element),
        MapType map => HasLocalTimestamp(map.Key) || HasLocalTimestamp(map.Value),
        StructType fields => fields.Fields.Any(static field => HasLocalTimestamp(field.Type)),
        _ => type.Kind == DataTypeKind.LocalTimestamp,
    };
}
