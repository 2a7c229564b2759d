using System.Buffers;
using System.IO.Pipelines;

namespace Patterns.Updates.AspNetCore.Reading;

/// <summary>The body of a page: a JSON array of the payloads, or the payloads one after the other (Durable Streams 1.0, section 9).</summary>
internal static class PageBody
{
    /// <summary>Media type of a page of CloudEvents (CloudEvents 1.0, JSON batch format).</summary>
    public const string CloudEventsContentType = "application/cloudevents-batch+json";

    private const int BytesPerFlush = 64 * 1024;

    /// <summary>Bytes of the body.</summary>
    public static long Length(IReadOnlyList<Update> updates, bool isJson)
    {
        long length = isJson ? 2 + Math.Max(0, updates.Count - 1) : 0;
        for (var index = 0; index < updates.Count; index++)
        {
            length += updates[index].Payload.Length;
        }

        return length;
    }

    /// <summary>Writes the payloads, and waits for the client every 64 KiB.</summary>
    public static async ValueTask WriteAsync(PipeWriter output, IReadOnlyList<Update> updates, bool isJson, CancellationToken cancellationToken)
    {
        var unflushed = 0;
        for (var index = 0; index < updates.Count; index++)
        {
            if (isJson)
            {
                output.Write(index == 0 ? "["u8 : ","u8);
            }

            var payload = updates[index].Payload;
            output.Write(payload.Span);
            unflushed += payload.Length;
            if (unflushed >= BytesPerFlush)
            {
                unflushed = 0;
                await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        if (isJson)
        {
            output.Write(updates.Count == 0 ? "[]"u8 : "]"u8);
        }
    }

    /// <summary>Writes the updates in their envelopes.</summary>
    public static void WriteCloudEvents(IBufferWriter<byte> output, IReadOnlyList<Update> updates)
    {
        output.Write("["u8);
        for (var index = 0; index < updates.Count; index++)
        {
            if (index > 0)
            {
                output.Write(","u8);
            }

            CloudEvent.Write(output, updates[index], FeedName.ToPath(updates[index].Feed));
        }

        output.Write("]"u8);
    }
}
