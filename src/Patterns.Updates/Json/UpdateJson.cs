using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Patterns.Updates.Json;

namespace Patterns.Updates;

/// <summary>Values as payloads in JSON, and back.</summary>
public static class UpdateJson
{
    /// <summary>The type of an update that has a value of some type: <c>OrderPaid</c> is <c>order-paid</c>.</summary>
    /// <param name="type">Type of the value.</param>
    /// <exception cref="ArgumentNullException">The type is null.</exception>
    public static string TypeNameOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        var name = type.Name;
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return JsonNamingPolicy.KebabCaseLower.ConvertName(arity < 0 ? name : name[..arity]);
    }

    /// <summary>Makes an update of a value.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">How the value becomes JSON.</param>
    /// <param name="key">What it is about; null for nothing in particular.</param>
    /// <param name="type">Another type for the update; null for that of the value.</param>
    public static NewUpdate Create<T>(T value, JsonTypeInfo<T> typeInfo, string? key = null, string? type = null)
        => new(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo)) { Key = key, Type = type ?? TypeNameOf(value?.GetType() ?? typeof(T)), ContentType = FeedConfiguration.DefaultContentType };

    /// <summary>The payload of an update as a value.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="update">The update.</param>
    /// <param name="options">Has the type information of the value; null for the web defaults.</param>
    /// <returns>The value; null for the JSON value null.</returns>
    /// <exception cref="PayloadFormatException">The payload is not JSON, or not of such a value.</exception>
    /// <exception cref="NotSupportedException">The options know nothing of the type.</exception>
    public static T? Deserialize<T>(this Update update, JsonSerializerOptions? options = null)
        => update.Deserialize((JsonTypeInfo<T>)(options ?? WebJson.Options).GetTypeInfo(typeof(T)));

    /// <summary>The payload of an update as a value.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="update">The update.</param>
    /// <param name="typeInfo">How JSON becomes the value.</param>
    /// <returns>The value; null for the JSON value null.</returns>
    /// <exception cref="PayloadFormatException">The payload is not JSON, or not of such a value.</exception>
    public static T? Deserialize<T>(this Update update, JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentNullException.ThrowIfNull(typeInfo);
        try
        {
            return JsonSerializer.Deserialize(update.Payload.Span, typeInfo);
        }
        catch (JsonException exception)
        {
            throw new PayloadFormatException(update.Id, typeof(T).Name, exception);
        }
    }
}
