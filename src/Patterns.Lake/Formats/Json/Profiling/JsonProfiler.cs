using Patterns.Lake.Formats.Text;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Json.Profiling;

/// <summary>Looks at every record of a JSON file.</summary>
internal sealed class JsonProfiler : RecordProfiler
{
    private readonly JsonProfileHandler _handler;
    private readonly RecordReader _reader;

    public JsonProfiler(JsonFormat format, ProfileContext context)
    {
        _handler = new JsonProfileHandler(context, format.RecordsAreObjects, format.RecordsAreLines);
        _reader = format.CreateReader(context, _handler);
    }

    public override int Consume(ReadOnlySpan<byte> window, bool isFinal)
    {
        var consumed = _reader.Consume(window, isFinal);
        RowsRead = _reader.RowsRead;
        RowsSetAside = _reader.RowsSetAside;
        return consumed;
    }

    public override FileProfile Complete() => new(_handler.Columns, RowsSetAside, []);
}
