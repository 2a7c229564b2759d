using System.Text.Json;

namespace Patterns.Tables.Delta;

/// <summary>What one version of a table changed. Immutable.</summary>
internal sealed record Commit
{
    /// <summary>0-based version; the first commit of a table is 0.</summary>
    public required long Version { get; init; }

    /// <summary>Of several commits as one the version of the first; null for a single one.</summary>
    public long? FirstVersion { get; init; }

    public CommitInfo Info { get; init; } = new();

    public TableProtocol? Protocol { get; init; }

    public TableMetadata? Metadata { get; init; }

    public IReadOnlyList<SetTransaction> Transactions { get; init; } = [];

    public IReadOnlyList<AddFile> Adds { get; init; } = [];

    public IReadOnlyList<RemoveFile> Removes { get; init; } = [];

    /// <summary>The rows that the commit changed, when adds and removes alone do not say so.</summary>
    public IReadOnlyList<ChangeFile> Changes { get; init; } = [];

    /// <summary>Files with rows that were not in the table before, unless they only rearrange or drop some.</summary>
    public IEnumerable<AddFile> NewRows
    {
        get
        {
            var removed = Removes.Select(static remove => DeltaPath.Canonical(remove.Path)).ToHashSet(StringComparer.Ordinal);
            return Adds.Where(add => add.DataChange && !removed.Contains(DeltaPath.Canonical(add.Path)));
        }
    }

    public IReadOnlyList<DomainMetadata> Domains { get; init; } = [];

    /// <summary>One JSON object per line, <c>commitInfo</c> first.</summary>
    public byte[] ToBytes()
    {
        var bytes = new MemoryStream();
        Write(bytes, new LogLine { CommitInfo = JsonSerializer.SerializeToElement(Info, LogJson.Protocol.CommitInfo) });
        if (Protocol is not null)
        {
            Write(bytes, new LogLine { Protocol = Protocol });
        }

        if (Metadata is not null)
        {
            Write(bytes, new LogLine { MetaData = Metadata });
        }

        foreach (var transaction in Transactions)
        {
            Write(bytes, new LogLine { Txn = transaction });
        }

        foreach (var domain in Domains)
        {
            Write(bytes, new LogLine { DomainMetadata = domain });
        }

        foreach (var remove in Removes)
        {
            Write(bytes, new LogLine { Remove = remove });
        }

        foreach (var add in Adds)
        {
            Write(bytes, new LogLine { Add = add });
        }

        foreach (var change in Changes)
        {
            Write(bytes, new LogLine { Cdc = change });
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a commit.</summary>
    /// <param name="version">Version that the object's name gives.</param>
    /// <param name="bytes">The object's content.</param>
    /// <param name="path">Path of the object, for errors.</param>
    /// <exception cref="TableLogException">A line is not what the protocol says; the message names the line.</exception>
    public static Commit Parse(long version, ReadOnlySpan<byte> bytes, string path) => Of(version, LogLine.Parse(bytes, path));

    /// <summary>A commit of some actions.</summary>
    public static Commit Of(long version, IReadOnlyList<LogLine> lines) => new()
    {
        Version = version,
        Info = lines.Select(static line => line.CommitInfo).LastOrDefault(static info => info is not null) is { } info ? CommitInfo.From(info) : new CommitInfo(),
        Protocol = lines.Select(static line => line.Protocol).LastOrDefault(static protocol => protocol is not null),
        Metadata = lines.Select(static line => line.MetaData).LastOrDefault(static metadata => metadata is not null),
        Transactions = [.. lines.Select(static line => line.Txn).OfType<SetTransaction>()],
        Adds = [.. lines.Select(static line => line.Add).OfType<AddFile>()],
        Removes = [.. lines.Select(static line => line.Remove).OfType<RemoveFile>()],
        Changes = [.. lines.Select(static line => line.Cdc).OfType<ChangeFile>()],
        Domains = [.. lines.Select(static line => line.DomainMetadata).OfType<DomainMetadata>()],
    };

    private static void Write(MemoryStream bytes, LogLine line)
    {
        JsonSerializer.Serialize(bytes, line, LogJson.Protocol.LogLine);
        bytes.WriteByte((byte)'\n');
    }
}
