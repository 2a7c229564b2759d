using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Patterns.Updates.Following.Reading;
using Patterns.Updates.Json;

namespace Patterns.Updates.Following;

/// <summary>Reads payloads in JSON as a type.</summary>
internal static class JsonPayload
{
    /// <summary>How a type is read: as the options say, or with the web defaults.</summary>
    public static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions? options) => (JsonTypeInfo<T>)(options ?? WebJson.Options).GetTypeInfo(typeof(T));

    /// <summary>The update with its payload.</summary>
    /// <exception cref="ReceivedPayloadException">The payload is not of the type.</exception>
    public static Update<T> Read<T>(ReceivedUpdate update, JsonTypeInfo<T> type)
    {
        try
        {
            return Create(update, JsonSerializer.Deserialize(update.Payload.Span, type)!);
        }
        catch (JsonException problem)
        {
            throw new ReceivedPayloadException(update.Id, update.Cursor, typeof(T), problem);
        }
    }

    /// <summary>The update with a payload that has been read.</summary>
    public static Update<T> Create<T>(ReceivedUpdate update, T value) => new(value, update.Cursor)
    {
        Id = update.Id,
        Type = update.Type,
        Key = update.Key,
        Time = update.Time,
        ContentType = update.ContentType,
        Gap = update.Gap,
    };
}
