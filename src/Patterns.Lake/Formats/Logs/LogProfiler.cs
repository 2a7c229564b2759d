using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Logs;

/// <summary>Looks at every line of a log.</summary>
internal sealed class LogProfiler : RecordProfiler
{
    private readonly LogPattern _pattern;
    private readonly LogProfileHandler _handler;
    private readonly LogLineReader _reader;

    public LogProfiler(LogPattern pattern, ProfileContext context)
    {
        _pattern = pattern;
        _handler = new LogProfileHandler(context);
        _reader = new LogLineReader(pattern, context, _handler);
    }

    public override int Consume(ReadOnlySpan<byte> window, bool isFinal)
    {
        var consumed = _reader.Consume(window, isFinal);
        RowsRead = _reader.RowsRead;
        RowsSetAside = _reader.RowsSetAside;
        return consumed;
    }

    public override FileProfile Complete() => new(_handler.Columns, RowsSetAside, _pattern.Notes);
}
