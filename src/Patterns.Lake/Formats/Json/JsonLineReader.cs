namespace Patterns.Lake.Formats.Json;

/// <summary>Reads one record per line (NDJSON, JSON Lines). A broken record ends at the end of its line.</summary>
internal sealed class JsonLineReader(RecordContext context, JsonRecordHandler handler) : JsonRecordReader(context, handler)
{
    private bool _isSkipping;

    protected override void ConsumeRecords(ReadOnlySpan<byte> window, bool isFinal)
    {
        while (!Handler.IsFull && !window.IsEmpty)
        {
            // Source: the NDJSON specification, 3.1: a JSON text must not contain newlines or carriage returns.
            var end = window.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0 && !isFinal)
            {
                ConsumeUnfinished(window);
                return;
            }

            end = end < 0 ? window.Length : end;
            if (!_isSkipping)
            {
                Take(window[..end]);
            }

            _isSkipping = false;
            end = Math.Min(window.Length, end + 1);
            Advance(window[..end]);
            window = window[end..];
        }
    }

    private void ConsumeUnfinished(ReadOnlySpan<byte> window)
    {
        if (!_isSkipping && window.Length > MaxRecordBytes)
        {
            SetAsideTooLong(window);
            _isSkipping = true;
        }

        if (_isSkipping)
        {
            Advance(window);
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        if (line.Length > MaxRecordBytes)
        {
            SetAsideTooLong(line);
            return;
        }

        if (line.Trim(" \t"u8).IsEmpty)
        {
            return;
        }

        var cursor = new JsonCursor(line);
        if (Handler.Read(ref cursor) && cursor.ReadEnd())
        {
            Keep(line);
        }
        else
        {
            SetAside(JsonFaultText.Describe(cursor, line), line);
        }
    }
}
