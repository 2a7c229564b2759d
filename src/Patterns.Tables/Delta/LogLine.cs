using System.Text.Json;
using Patterns.Tables.Delta.Checkpoints;

namespace Patterns.Tables.Delta;

/// <summary>
/// One line of a commit: an object with exactly one of these. A line of another kind
/// (<c>checkpointMetadata</c>, one not yet invented) has none of them and says nothing about which files are live.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Actions": a reader ignores actions and fields that it does not know.</remarks>
internal sealed record LogLine
{
    public JsonElement? CommitInfo { get; init; }

    public TableProtocol? Protocol { get; init; }

    public TableMetadata? MetaData { get; init; }

    public SetTransaction? Txn { get; init; }

    public AddFile? Add { get; init; }

    public RemoveFile? Remove { get; init; }

    public ChangeFile? Cdc { get; init; }

    public DomainMetadata? DomainMetadata { get; init; }

    public Sidecar? Sidecar { get; init; }

    /// <summary>Reads lines of JSON.</summary>
    /// <param name="bytes">The content of an object, one action per line.</param>
    /// <param name="path">Path of the object, for errors.</param>
    /// <exception cref="TableLogException">A line is not what the protocol says; the message names the line.</exception>
    public static IReadOnlyList<LogLine> Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var lines = new List<LogLine>();
        var lineNumber = 0;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            lineNumber++;
            var text = bytes[range].Trim("\r \t"u8);
            if (!text.IsEmpty)
            {
                lines.Add(Parse(text, path, lineNumber));
            }
        }

        return lines;
    }

    private static LogLine Parse(ReadOnlySpan<byte> text, string path, int lineNumber)
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
}
