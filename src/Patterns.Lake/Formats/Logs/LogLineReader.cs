using Patterns.Lake.Formats.Text;

namespace Patterns.Lake.Formats.Logs;

/// <summary>Gives the lines that fit a pattern to a handler and sets the others aside.</summary>
internal sealed class LogLineReader(LogPattern pattern, RecordContext context, LogRowHandler handler) : LineRecordReader(context)
{
    private readonly LogRow _row = new();

    protected override bool IsFull => handler.IsFull;

    protected override void TakeRecord(ReadOnlySpan<byte> text, int length)
    {
        var line = text[..length];
        if (!IsUtf8(line))
        {
            return;
        }

        _row.Clear();
        if ((pattern.Parse(line, _row) ?? handler.Take(_row, line, Position)) is { } reason)
        {
            SetAside(reason, line);
        }
        else
        {
            CountKept();
        }
    }
}
