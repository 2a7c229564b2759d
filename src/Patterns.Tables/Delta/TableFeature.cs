namespace Patterns.Tables.Delta;

/// <summary>Something that a table may need its readers and writers to know.</summary>
/// <param name="Name">The name that the protocol gives it.</param>
/// <param name="ReaderVersion">The reader version that includes it; 1 when readers need not know it.</param>
/// <param name="WriterVersion">The writer version that includes it, or 7 when it always has to be listed by name.</param>
/// <remarks>Source: Delta transaction log protocol, "Valid Feature Names in Table Features" and "Requirements for Writers/Readers".</remarks>
internal sealed record TableFeature(string Name, int ReaderVersion, int WriterVersion)
{
    public const string AppendOnly = "appendOnly";
    public const string ChangeDataFeed = "changeDataFeed";
    public const string CheckConstraints = "checkConstraints";
    public const string ColumnDefaults = "allowColumnDefaults";
    public const string ColumnMapping = "columnMapping";
    public const string DeletionVectors = "deletionVectors";
    public const string GeneratedColumns = "generatedColumns";
    public const string IdentityColumns = "identityColumns";
    public const string InCommitTimestamp = "inCommitTimestamp";
    public const string Invariants = "invariants";
    public const string LocalTimestamps = "timestampNtz";
    public const string TypeWidening = "typeWidening";
    public const string TypeWideningPreview = "typeWidening-preview";

    /// <summary>The features that this library adds to tables, and those that versions imply.</summary>
    public static IReadOnlyList<TableFeature> Known { get; } =
    [
        new(AppendOnly, 1, 2),
        new(Invariants, 1, 2),
        new(CheckConstraints, 1, 3),
        new(ChangeDataFeed, 1, 4),
        new(GeneratedColumns, 1, 4),
        new(ColumnMapping, 2, 5),
        new(IdentityColumns, 1, 6),
        new(ColumnDefaults, 1, TableProtocol.WriterWithFeatures),
        new(InCommitTimestamp, 1, TableProtocol.WriterWithFeatures),
        new(DeletionVectors, TableProtocol.ReaderWithFeatures, TableProtocol.WriterWithFeatures),
        new(LocalTimestamps, TableProtocol.ReaderWithFeatures, TableProtocol.WriterWithFeatures),
        new(TypeWidening, TableProtocol.ReaderWithFeatures, TableProtocol.WriterWithFeatures),
    ];

    /// <summary>Whether versions alone can say that a table needs it.</summary>
    public bool IsImplied => WriterVersion < TableProtocol.WriterWithFeatures;

    /// <summary>Whether a table of this protocol has the feature.</summary>
    public bool IsIn(TableProtocol protocol)
        => protocol.WriterFeatures is { } listed
            ? listed.Contains(Name)
            : IsImplied && protocol.MinWriterVersion >= WriterVersion && protocol.MinReaderVersion >= ReaderVersion;
}
