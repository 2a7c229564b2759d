using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore.Writing;

/// <summary>Makes updates of a body: one per JSON message, or one of the whole body where the feed is not of JSON.</summary>
internal static class MessageParser
{
    /// <summary>Makes the updates.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Parse(ReadOnlyMemory<byte> body, bool isJson, IHeaderDictionary headers, int maxMessages, out IReadOnlyList<NewUpdate> updates)
    {
        updates = [];
        if (Attributes(headers, out var type, out var key, out var time) is { } badAttributes)
        {
            return badAttributes;
        }

        if (body.Length == 0)
        {
            return null;
        }

        if (!isJson)
        {
            updates = [new NewUpdate(body) { Type = type, Key = key, Time = time }];
            return null;
        }

        if (JsonMessages.Split(body, maxMessages, out var messages) is { } badJson)
        {
            return badJson;
        }

        updates = [.. messages.Select(message => new NewUpdate(message) { Type = type, Key = key, Time = time })];
        return null;
    }

    private static string? Attributes(IHeaderDictionary headers, out string? type, out string? key, out DateTimeOffset? time)
    {
        type = Text(headers, StreamHeaders.EventType);
        key = Text(headers, StreamHeaders.EventSubject);
        time = null;
        if (type?.Length > NewUpdate.MaxTextLength || key?.Length > NewUpdate.MaxTextLength)
        {
            return $"{StreamHeaders.EventType} and {StreamHeaders.EventSubject} have at most {NewUpdate.MaxTextLength} characters.";
        }

        if (Text(headers, StreamHeaders.EventTime) is { } text)
        {
            if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
            {
                return $"{StreamHeaders.EventTime} is not a moment in the form of RFC 3339, such as 2030-01-31T12:00:00Z.";
            }

            time = parsed;
        }

        return null;
    }

    private static string? Text(IHeaderDictionary headers, string name) => headers[name].ToString() is { Length: > 0 } text ? text : null;
}
