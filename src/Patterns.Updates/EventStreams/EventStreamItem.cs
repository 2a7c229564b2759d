using System.Text;

namespace Patterns.Updates;

/// <summary>
/// One event or comment of an event stream, as bytes that stand in the buffers of the reader: valid until the reader is asked for the next one.
/// Source: HTML Standard, section 9.2, "Server-sent events".
/// </summary>
public readonly ref struct EventStreamItem
{
    internal EventStreamItem(EventStreamItemKind kind, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Kind = kind;
        Type = type;
        Data = data;
    }

    /// <summary>Event or comment.</summary>
    public EventStreamItemKind Kind { get; }

    /// <summary>The <c>event</c> field in UTF-8; empty, which stands for <c>message</c>, when the event has none. Always empty for a comment.</summary>
    public ReadOnlySpan<byte> Type { get; }

    /// <summary>The <c>data</c> lines in UTF-8, joined by line feeds; for a comment what follows the colon.</summary>
    public ReadOnlySpan<byte> Data { get; }

    /// <summary><see cref="Data"/> as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Data);
}
