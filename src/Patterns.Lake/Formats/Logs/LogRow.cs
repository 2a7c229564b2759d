using System.Runtime.InteropServices;

namespace Patterns.Lake.Formats.Logs;

/// <summary>The fields of one line. Used again for every line.</summary>
internal sealed class LogRow
{
    private readonly List<LogField> _fields = [];
    private readonly List<byte> _rewritten = [];

    /// <summary>The fields in order.</summary>
    public ReadOnlySpan<LogField> Fields => CollectionsMarshal.AsSpan(_fields);

    /// <summary>Starts a line.</summary>
    public void Clear()
    {
        _fields.Clear();
        _rewritten.Clear();
    }

    /// <summary>Adds a field without value.</summary>
    public void AddNull(byte[] name) => _fields.Add(new LogField(name, LogFieldKind.Null, 0, 0));

    /// <summary>Adds a part of the line that is text.</summary>
    public void AddText(byte[] name, Range range, int lineLength) => Add(name, LogFieldKind.Text, range, lineLength);

    /// <summary>Adds a part of the line that is text, or none where it is a lone hyphen.</summary>
    public void AddTextOrHyphen(byte[] name, Range range, ReadOnlySpan<byte> line)
        => Add(name, line[range].SequenceEqual("-"u8) ? LogFieldKind.Null : LogFieldKind.Text, range, line.Length);

    /// <summary>Adds a part of the line that may be a number or a time.</summary>
    public void AddValue(byte[] name, Range range, int lineLength) => Add(name, LogFieldKind.Value, range, lineLength);

    /// <summary>Adds a part of the line that may be a number or a time, or none where it is a lone hyphen.</summary>
    public void AddValueOrHyphen(byte[] name, Range range, ReadOnlySpan<byte> line)
        => Add(name, line[range].SequenceEqual("-"u8) ? LogFieldKind.Null : LogFieldKind.Value, range, line.Length);

    /// <summary>Adds a value in a spelling other than the line's.</summary>
    public void AddRewritten(byte[] name, ReadOnlySpan<byte> text)
    {
        _fields.Add(new LogField(name, LogFieldKind.RewrittenValue, _rewritten.Count, text.Length));
        _rewritten.AddRange(text);
    }

    /// <summary>The text of a field.</summary>
    public ReadOnlySpan<byte> Text(in LogField field, ReadOnlySpan<byte> line)
        => (field.Kind == LogFieldKind.RewrittenValue ? CollectionsMarshal.AsSpan(_rewritten) : line).Slice(field.Start, field.Length);

    private void Add(byte[] name, LogFieldKind kind, Range range, int lineLength)
    {
        var (start, length) = range.GetOffsetAndLength(lineLength);
        _fields.Add(new LogField(name, kind, start, length));
    }
}
