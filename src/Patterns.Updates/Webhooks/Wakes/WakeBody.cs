using System.Buffers;
using System.Text.Json;

namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>What workers are told, as the Durable Streams protocol has it (sections 7.1 and 7.2).</summary>
internal static class WakeBody
{
    /// <summary>The body of a webhook.</summary>
    public static ReadOnlyMemory<byte> Webhook(WakeRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("subscription_id"u8, record.Id);
            writer.WriteString("wake_id"u8, record.WakeId);
            writer.WriteNumber("generation"u8, record.Generation);
            writer.WriteStartArray("streams"u8);
            foreach (var link in record.Links)
            {
                WriteStream(writer, link, record.Snapshot);
            }

            writer.WriteEndArray();
            writer.WriteString("callback_url"u8, $"{record.ControlUrl}/subscriptions/{record.Id}/callback");
            writer.WriteString("callback_token"u8, record.Ticket.Token);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The update of a wake stream.</summary>
    public static ReadOnlyMemory<byte> Event(WakeRecord record, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, "wake"u8);
            writer.WriteString("subscription_id"u8, record.Id);
            writer.WriteString("stream"u8, record.Links.FirstOrDefault(link => IsPending(link, record.Snapshot))?.Name);
            writer.WriteNumber("generation"u8, record.Generation);
            writer.WriteNumber("ts"u8, now.ToUnixTimeMilliseconds());
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Whether an endpoint answered that it has done the work.</summary>
    public static bool SaysDone(ReadOnlySpan<byte> answer)
    {
        try
        {
            var reader = new Utf8JsonReader(answer);
            return JsonElement.TryParseValue(ref reader, out var value)
                && value.Value.ValueKind == JsonValueKind.Object && value.Value.TryGetProperty("done"u8, out var done) && done.ValueKind == JsonValueKind.True;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void WriteStream(Utf8JsonWriter writer, WakeLink link, IReadOnlyDictionary<string, UpdateOffset> tails)
    {
        writer.WriteStartObject();
        writer.WriteString("path"u8, link.Name);
        writer.WriteString("link_type"u8, link.IsExplicit ? "explicit"u8 : "glob"u8);
        writer.WriteString("acked_offset"u8, link.Acknowledged.ToString());
        if (tails.TryGetValue(link.Name, out var tail))
        {
            writer.WriteString("tail_offset"u8, tail.ToString());
        }
        else
        {
            writer.WriteNull("tail_offset"u8);
        }

        writer.WriteBoolean("has_pending"u8, IsPending(link, tails));
        writer.WriteEndObject();
    }

    private static bool IsPending(WakeLink link, IReadOnlyDictionary<string, UpdateOffset> tails)
        => tails.TryGetValue(link.Name, out var tail) && tail.Sequence > 0 && (link.Acknowledged < tail || link.Acknowledged.Epoch > tail.Epoch);
}
