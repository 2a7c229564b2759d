using System.Text;

namespace Patterns.Updates.CloudEvents;

/// <summary>The HTTP binding in binary mode. Source: CloudEvents 1.0.2, HTTP protocol binding, section 3.1.</summary>
internal static class BinaryFormat
{
    private const string Expected = "a CloudEvent 1.0 in headers";

    public static IReadOnlyList<KeyValuePair<string, string>> Write(Update update, string source)
    {
        ArgumentNullException.ThrowIfNull(update);
        ArgumentException.ThrowIfNullOrEmpty(source);
        List<KeyValuePair<string, string>> headers =
        [
            Header("specversion", CloudEvent.SpecVersion),
            Header("id", update.Id),
            Header("source", source),
            Header("type", update.Type ?? CloudEvent.DefaultType),
            Header("time", CloudEventTime.Format(update.Time)),
            Header("sequence", update.Offset.ToString()),
        ];
        if (update.Key is { } key)
        {
            headers.Add(Header("subject", key));
        }

        return headers;
    }

    public static NewUpdate Read(IEnumerable<KeyValuePair<string, string>> headers, string? contentType, ReadOnlyMemory<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var attributes = headers.Where(static header => header.Key.StartsWith(CloudEvent.HeaderPrefix, StringComparison.OrdinalIgnoreCase))
            .GroupBy(static header => header.Key[CloudEvent.HeaderPrefix.Length..], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(static group => group.Key, static group => Uri.UnescapeDataString(group.First().Value), StringComparer.OrdinalIgnoreCase);
        if (attributes.GetValueOrDefault("specversion") != CloudEvent.SpecVersion
            || Array.Exists(["id", "source", "type"], name => string.IsNullOrEmpty(attributes.GetValueOrDefault(name))))
        {
            throw new PayloadFormatException("headers", $"{Expected}: ce-specversion 1.0, ce-id, ce-source and ce-type are required", null);
        }

        try
        {
            return new NewUpdate(payload)
            {
                Type = attributes["type"],
                Key = attributes.GetValueOrDefault("subject"),
                Time = attributes.GetValueOrDefault("time") is not { } text ? null : CloudEventTime.TryParse(text, out var time) ? time : throw new FormatException($"'{text}' is not a time of RFC 3339."),
                ContentType = contentType,
            };
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new PayloadFormatException("headers", Expected, exception);
        }
    }

    private static KeyValuePair<string, string> Header(string attribute, string value) => new(CloudEvent.HeaderPrefix + attribute, Encode(value));

    // Printable ASCII but space, quote and percent goes as it is; all else as percent-encoded UTF-8.
    private static string Encode(string value)
    {
        StringBuilder encoded = new(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is > 0x20 and < 0x7f and not '"' and not '%')
            {
                encoded.Append((char)rune.Value);
            }
            else
            {
                encoded.Append(Uri.EscapeDataString(rune.ToString()));
            }
        }

        return encoded.ToString();
    }
}
