namespace Patterns.Tables.Delta;

/// <summary>The action <c>protocol</c>: what a reader and a writer must know to use the table from this version on.</summary>
internal sealed record TableProtocol
{
    /// <summary>The reader version from which features are listed by name.</summary>
    public const int ReaderWithFeatures = 3;

    /// <summary>The writer version from which features are listed by name.</summary>
    public const int WriterWithFeatures = 7;

    public required int MinReaderVersion { get; init; }

    public required int MinWriterVersion { get; init; }

    /// <summary>Null below <see cref="ReaderWithFeatures"/>.</summary>
    public IReadOnlyList<string>? ReaderFeatures { get; init; }

    /// <summary>Null below <see cref="WriterWithFeatures"/>.</summary>
    public IReadOnlyList<string>? WriterFeatures { get; init; }

    /// <summary>Versions and features, for messages.</summary>
    public override string ToString()
        => (ReaderFeatures, WriterFeatures) is (null, null)
            ? $"reader {MinReaderVersion}, writer {MinWriterVersion}"
            : $"reader {MinReaderVersion} [{string.Join(", ", ReaderFeatures ?? [])}], writer {MinWriterVersion} [{string.Join(", ", WriterFeatures ?? [])}]";
}
