using System.Text.Json;

namespace Patterns.Updates.Following.Reading;

/// <summary>The event that says where a stream stands. Source: Durable Streams 1.0, section 5.8.</summary>
internal static class ControlEvent
{
    /// <summary>What it says; null when the data is not that of a control event.</summary>
    public static FeedBatch? TryRead(ReadOnlySpan<byte> data)
    {
        string? next = null;
        string? cursor = null;
        var isUpToDate = false;
        var isClosed = false;
        try
        {
            var reader = new Utf8JsonReader(data);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                reader.Read();
                switch (name)
                {
                    case "streamNextOffset" when reader.TokenType == JsonTokenType.String:
                        next = reader.GetString();
                        break;
                    case "streamCursor" when reader.TokenType == JsonTokenType.String:
                        cursor = reader.GetString();
                        break;
                    case "upToDate":
                        isUpToDate = reader.TokenType == JsonTokenType.True;
                        break;
                    case "streamClosed":
                        isClosed = reader.TokenType == JsonTokenType.True;
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return string.IsNullOrEmpty(next)
            ? null
            : new FeedBatch([], new FeedCursor(next)) { IsUpToDate = isUpToDate || isClosed, IsClosed = isClosed, StreamCursor = cursor };
    }
}
