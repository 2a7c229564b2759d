using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Patterns.Updates.AspNetCore.Requests;

namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>Turns updates into the bytes of events. Pure; what comes out is shared by all connections of one format.</summary>
internal static class FrameEncoder
{
    /// <summary>A comment that keeps proxies and clients from thinking the connection dead.</summary>
    public static readonly byte[] Heartbeat = ":\n\n"u8.ToArray();

    /// <summary>Encodes the updates that the format lets through, and where the stream stands behind them.</summary>
    public static void WriteBatch(IBufferWriter<byte> output, StreamFormat format, IReadOnlyList<Update> updates, StreamPosition position)
        => WritePositionOfBatch(output, format, WriteUpdates(output, format, updates), position);

    /// <summary>
    /// Writes where the stream stands behind a batch of so many updates, if that is to be said. Each event for a browser has its id, and what a
    /// filter leaves out waits for a heartbeat.
    /// </summary>
    public static void WritePositionOfBatch(IBufferWriter<byte> output, StreamFormat format, int count, StreamPosition position)
    {
        if (position.IsClosed || (count > 0 && format.Profile == SseProfile.Protocol))
        {
            WritePosition(output, format, position);
        }
    }

    /// <summary>Encodes the updates that the format lets through.</summary>
    /// <returns>How many updates there were; with none nothing is written.</returns>
    public static int WriteUpdates(IBufferWriter<byte> output, StreamFormat format, IReadOnlyList<Update> updates)
        => format.Profile == SseProfile.Browser ? WriteEvents(output, format, updates) : WriteArray(output, format, updates);

    /// <summary>Writes where the stream stands: the control event of the protocol, an id for a browser.</summary>
    public static void WritePosition(IBufferWriter<byte> output, StreamFormat format, StreamPosition position)
    {
        if (format.Profile == SseProfile.Browser)
        {
            if (position.IsClosed)
            {
                output.Write("event: closed\ndata:"u8);
                WriteControl(output, position);
                output.Write("\n"u8);
            }

            SseWriter.WriteId(output, position.Next);
        }
        else
        {
            output.Write("event: control\ndata:"u8);
            WriteControl(output, position);
            output.Write("\n"u8);
            SseWriter.WriteId(output, position.Next);
        }

        SseWriter.EndEvent(output);
    }

    /// <summary>Writes what a stream begins with: how long to wait before coming back, and where it stands, in an event without data.</summary>
    public static void WriteStart(IBufferWriter<byte> output, UpdateOffset from, TimeSpan retry)
    {
        output.Write("retry: "u8);
        WriteNumber(output, (long)retry.TotalMilliseconds);
        output.Write("\n"u8);
        SseWriter.WriteId(output, from);
        SseWriter.EndEvent(output);
    }

    /// <summary>Writes the event that tells a browser that its cursor is gone.</summary>
    public static void WriteReset(IBufferWriter<byte> output, ReadOnlySpan<byte> problem, UpdateOffset earliest)
    {
        output.Write("event: reset\n"u8);
        SseWriter.WriteId(output, earliest);
        var data = new SseWriter(output);
        data.Write(problem);
        data.End();
        SseWriter.EndEvent(output);
    }

    private static int WriteEvents(IBufferWriter<byte> output, StreamFormat format, IReadOnlyList<Update> updates)
    {
        var count = 0;
        for (var index = 0; index < updates.Count; index++)
        {
            var update = updates[index];
            if (!format.Types.Matches(update.Type))
            {
                continue;
            }

            count++;
            SseWriter.WriteId(output, update.Offset);
            if (update.Type is { } type && type.AsSpan().IndexOfAny('\r', '\n', '\0') < 0)
            {
                output.Write("event: "u8);
                Encoding.UTF8.GetBytes(type, output);
                output.Write("\n"u8);
            }

            var data = new SseWriter(output);
            WritePayload(ref data, format, update);
            data.End();
            SseWriter.EndEvent(output);
        }

        return count;
    }

    private static int WriteArray(IBufferWriter<byte> output, StreamFormat format, IReadOnlyList<Update> updates)
    {
        var wanted = format.Types.IsAll ? updates : [.. updates.Where(update => format.Types.Matches(update.Type))];
        if (wanted.Count == 0)
        {
            return 0;
        }

        output.Write("event: data\n"u8);
        var data = new SseWriter(output);
        if (format is { Payload: PayloadText.Base64, AsCloudEvents: false })
        {
            data.WriteBase64(Joined(wanted));
        }
        else
        {
            var isArray = format.AsCloudEvents || format.Payload == PayloadText.Json;
            for (var index = 0; index < wanted.Count; index++)
            {
                data.Write(!isArray ? default : index == 0 ? "["u8 : ","u8);
                WritePayload(ref data, format, wanted[index]);
            }

            data.Write(isArray ? "]"u8 : default);
        }

        data.End();
        SseWriter.EndEvent(output);
        return wanted.Count;
    }

    private static void WritePayload(ref SseWriter data, StreamFormat format, Update update)
    {
        if (format.AsCloudEvents)
        {
            ArrayBufferWriter<byte> envelope = new(update.Payload.Length + 384);
            CloudEvent.Write(envelope, update, FeedName.ToPath(update.Feed));
            data.Write(envelope.WrittenSpan);
        }
        else if (format.Payload == PayloadText.Base64)
        {
            data.WriteBase64(update.Payload.Span);
        }
        else
        {
            data.Write(update.Payload.Span);
        }
    }

    // Base64 of a whole is not the base64 of its parts one after the other.
    private static ReadOnlySpan<byte> Joined(IReadOnlyList<Update> updates)
    {
        if (updates.Count == 1)
        {
            return updates[0].Payload.Span;
        }

        var joined = new byte[updates.Sum(static update => update.Payload.Length)];
        var length = 0;
        foreach (var update in updates)
        {
            update.Payload.Span.CopyTo(joined.AsSpan(length));
            length += update.Payload.Length;
        }

        return joined;
    }

    private static void WriteControl(IBufferWriter<byte> output, StreamPosition position)
    {
        output.Write("{\"streamNextOffset\":\""u8);
        SseWriter.WriteOffset(output, position.Next);
        output.Write("\""u8);
        if (!position.IsClosed)
        {
            output.Write(",\"streamCursor\":\""u8);
            WriteNumber(output, position.Cursor);
            output.Write("\""u8);
        }

        output.Write(position.IsUpToDate || position.IsClosed ? ",\"upToDate\":true"u8 : default);
        output.Write(position.IsClosed ? ",\"streamClosed\":true}"u8 : "}"u8);
    }

    private static void WriteNumber(IBufferWriter<byte> output, long number)
    {
        Utf8Formatter.TryFormat(number, output.GetSpan(20), out var written);
        output.Advance(written);
    }
}
