namespace Patterns.Lake.Formats.Json;

/// <summary>
/// Knows how the lines start on which records start. No string of JSON goes over a line break, so that where a record is broken, the next
/// line that starts as the records before it did is where the next record starts.
/// </summary>
internal sealed class JsonIndent
{
    private const int MaxLength = 256;

    private readonly List<byte> _line = [];
    private bool _isBlank = true;
    private byte[]? _record;
    private byte _opening;

    /// <summary>Steps over bytes.</summary>
    public void Advance(ReadOnlySpan<byte> text)
    {
        if (text.LastIndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0)
        {
            text = text[(end + 1)..];
            _line.Clear();
            _isBlank = true;
        }

        _isBlank = _isBlank && text.Trim(" \t"u8).IsEmpty && _line.Count + text.Length <= MaxLength;
        if (_isBlank)
        {
            _line.AddRange(text);
        }
    }

    /// <summary>Learns from a record that starts here, if it is the first on its line.</summary>
    public void NoteRecord(byte opening)
    {
        if (_isBlank && opening is (byte)'{' or (byte)'[')
        {
            _opening = opening;
            if (_record is null || !_record.AsSpan().SequenceEqual(Line))
            {
                _record = [.. _line];
            }
        }
    }

    /// <summary>Whether the line up to here starts as records do, and a record can be what comes next.</summary>
    public bool IsRecordStart(byte next) => _record is not null && _isBlank && next == _opening && Line.SequenceEqual(_record);

    /// <summary>The 0-based position, in the text behind a record's first byte, of the next line's first byte that starts a record; or -1.</summary>
    public int FindRecordStart(ReadOnlySpan<byte> text)
    {
        if (_record is null)
        {
            return -1;
        }

        var line = 0;
        while (text[line..].IndexOfAny((byte)'\n', (byte)'\r') is var end and >= 0)
        {
            line += end + 1;
            var start = line + _record.Length;
            if (start < text.Length && text[start] == _opening && text[line..start].SequenceEqual(_record))
            {
                return start;
            }
        }

        return -1;
    }

    private ReadOnlySpan<byte> Line => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_line);
}
