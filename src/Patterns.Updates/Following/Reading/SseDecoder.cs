using System.Buffers.Text;
using System.Text;

namespace Patterns.Updates.Following.Reading;

/// <summary>
/// Makes updates of the events of one connection: batches in <c>data</c> events with <c>control</c> events behind them, as the Durable Streams
/// protocol has it, or, from any other server, one update per event. Pure but for what it remembers of the connection.
/// </summary>
/// <param name="position">Where the connection begins.</param>
/// <param name="content">What the messages are.</param>
/// <param name="isBase64">Whether <c>data</c> events are base64.</param>
internal sealed class SseDecoder(FeedCursor position, FeedContent content, bool isBase64)
{
    private byte[]? _held;    // content without boundaries, until the control event says where it ends
    private int _messages;    // since the position
    private bool _sawControl;

    /// <summary>Where the connection stands.</summary>
    public FeedCursor Position { get; private set; } = position;

    /// <summary>Whether the server is one of plain events: it knows no other pattern.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>Reads an event.</summary>
    /// <param name="type">Its type; empty for none.</param>
    /// <param name="data">Its data.</param>
    /// <param name="lastEventId">The id that holds for it.</param>
    /// <exception cref="MessageFormatException">It is not of the protocol, although others were.</exception>
    public FeedBatch Decode(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, ReadOnlySpan<byte> lastEventId)
    {
        if (!IsPlain && type.SequenceEqual("control"u8) && ControlEvent.TryRead(data) is { } control)
        {
            return Finish(control);
        }

        if (!IsPlain && type.SequenceEqual("data"u8))
        {
            return content == FeedContent.Bytes ? Hold(data) : Messages(data.ToArray());
        }

        if (_sawControl)
        {
            return new FeedBatch([], Position);   // an extension of the protocol
        }

        IsPlain = true;
        return Event(type, data, lastEventId);
    }

    /// <summary>Takes the id that a server sends before the first event, if nothing better is known.</summary>
    public void Prime(ReadOnlySpan<byte> lastEventId)
    {
        if (Position.IsNow && !lastEventId.IsEmpty && FeedCursor.TryParse(Encoding.UTF8.GetString(lastEventId), out FeedCursor cursor))
        {
            Position = cursor;
        }
    }

    private FeedBatch Messages(byte[] data)
    {
        string offset = Position.Offset;
        ParsedMessages parsed = MessageParser.Parse(data, offset, Position.Skip, _messages);
        _messages = parsed.Count;
        if (parsed.Updates.Count > 0)
        {
            Position = parsed.Updates[^1].Cursor;
            _messages = Position.Offset == offset ? _messages : 0;
        }

        return new FeedBatch(parsed.Updates, Position) { Duplicates = parsed.Duplicates };
    }

    private FeedBatch Hold(ReadOnlySpan<byte> data)
    {
        byte[] bytes = isBase64 ? Decoded(data) : data.ToArray();
        _held = _held is null ? bytes : [.. _held, .. bytes];
        return new FeedBatch([], Position);
    }

    private FeedBatch Finish(FeedBatch control)
    {
        _sawControl = true;

        // A place between messages stays one when the server puts fewer of them into an answer than it did before.
        Position = new FeedCursor(control.Position.Offset, Math.Max(0, Position.Skip - _messages));
        _messages = 0;
        byte[]? held = _held;
        _held = null;
        control = control with { Position = Position };
        return held is null ? control : control with { Updates = [new ReceivedUpdate(held, Position)] };
    }

    private FeedBatch Event(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, ReadOnlySpan<byte> lastEventId)
    {
        string id = Encoding.UTF8.GetString(lastEventId);
        Position = FeedCursor.TryParse(id, out FeedCursor cursor) ? cursor : Position;
        var update = new ReceivedUpdate(data.ToArray(), Position) { Id = id.Length == 0 ? null : id, Type = type.IsEmpty ? null : Encoding.UTF8.GetString(type) };
        return new FeedBatch([update], Position);
    }

    // "Clients must remove all LF and CR characters inserted between lines before base64-decoding."
    private static byte[] Decoded(ReadOnlySpan<byte> data)
    {
        byte[] bytes = data.ToArray();
        return Base64.DecodeFromUtf8InPlace(bytes, out int written) == System.Buffers.OperationStatus.Done
            ? bytes[..written]
            : throw new MessageFormatException("a data event is not base64, although the header Stream-SSE-Data-Encoding says so.");
    }
}
