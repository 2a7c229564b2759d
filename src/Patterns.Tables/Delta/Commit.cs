using System.Text.Json;

namespace Patterns.Tables.Delta;

/// <summary>What one version of a table changed. Immutable.</summary>
internal sealed record Commit
{
    /// <summary>0-based version; the first commit of a table is 0.</summary>
    public required long Version { get; init; }

    public CommitInfo Info { get; init; } = new();

    public TableProtocol? Protocol { get; init; }

    public TableMetadata? Metadata { get; init; }

    public IReadOnlyList<SetTransaction> Transactions { get; init; } = [];

    public IReadOnlyList<AddFile> Adds { get; init; } = [];

    public IReadOnlyList<RemoveFile> Removes { get; init; } = [];

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

        foreach (var remove in Removes)
        {
            Write(bytes, new LogLine { Remove = remove });
        }

        foreach (var add in Adds)
        {
            Write(bytes, new LogLine { Add = add });
        }

        return bytes.ToArray();
    }

    /// <summary>Reads a commit.</summary>
    /// <param name="version">Version that the object's name gives.</param>
    /// <param name="bytes">The object's content.</param>
    /// <param name="path">Path of the object, for errors.</param>
    /// <exception cref="TableLogException">A line is not what the protocol says; the message names the line.</exception>
    public static Commit Parse(long version, ReadOnlySpan<byte> bytes, string path)
    {
        var info = new CommitInfo();
        TableProtocol? protocol = null;
        TableMetadata? metadata = null;
        List<SetTransaction> transactions = [];
        List<AddFile> adds = [];
        List<RemoveFile> removes = [];
        var lineNumber = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            lineNumber++;
            var text = bytes[range].Trim("\r \t"u8);
            if (text.IsEmpty)
            {
                continue;
            }

            var line = ParseLine(text, path, lineNumber);
            info = line.CommitInfo is { } element ? CommitInfo.From(element) : info;
            protocol = line.Protocol ?? protocol;
            metadata = line.MetaData ?? metadata;
            Collect(line.Txn, transactions);
            Collect(line.Add, adds);
            Collect(line.Remove, removes);
        }

        return new Commit
        {
            Version = version,
            Info = info,
            Protocol = protocol,
            Metadata = metadata,
            Transactions = transactions,
            Adds = adds,
            Removes = removes,
        };
    }

    private static LogLine ParseLine(ReadOnlySpan<byte> text, string path, int lineNumber)
    {
        try
        {
            return JsonSerializer.Deserialize(text, LogJson.Protocol.LogLine) ?? throw new JsonException("null is not an action");
        }
        catch (JsonException exception)
        {
            throw new TableLogException(
                path,
                lineNumber,
                $"Line {lineNumber} of '{path}' is not an action of a Delta log: {exception.Message} Versions before this one can still be opened; restore the file from a backup or another copy of the table.",
                exception);
        }
    }

    private static void Collect<T>(T? action, List<T> actions)
        where T : class
    {
        if (action is not null)
        {
            actions.Add(action);
        }
    }

    private static void Write(MemoryStream bytes, LogLine line)
    {
        JsonSerializer.Serialize(bytes, line, LogJson.Protocol.LogLine);
        bytes.WriteByte((byte)'\n');
    }
}
