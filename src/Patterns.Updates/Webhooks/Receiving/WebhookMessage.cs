using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Patterns.Updates.CloudEvents;

namespace Patterns.Updates;

/// <summary>A webhook that was received and verified. Immutable; the body is kept byte by byte.</summary>
public sealed class WebhookMessage
{
    private readonly Dictionary<string, string> _headers;

    /// <summary>Creates a message.</summary>
    /// <param name="verification">What verified it.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="contentType">Its media type; null when none was given.</param>
    /// <param name="headers">The headers of the request; copied, and found whatever the case of their names.</param>
    /// <exception cref="ArgumentException">It was not verified.</exception>
    public WebhookMessage(WebhookVerification verification, ReadOnlyMemory<byte> body, string? contentType, IEnumerable<KeyValuePair<string, string>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        Id = verification is { IsVerified: true, Id: { } id } ? id : throw new ArgumentException($"Only a webhook that was verified is a message, but this one is {verification.Outcome}.", nameof(verification));
        Timestamp = verification.Timestamp;
        Body = body;
        ContentType = contentType;
        _headers = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The message's id: the same however often it is sent.</summary>
    public string Id { get; }

    /// <summary>When this attempt was made, by the sender's clock; null where the scheme has no signed time.</summary>
    public DateTimeOffset? Timestamp { get; }

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Media type of the body; null when none was given.</summary>
    public string? ContentType { get; }

    /// <summary>The offset to go on from by GET, from a sender of this package; null from others. It is not signed.</summary>
    public UpdateOffset? NextOffset => UpdateOffset.TryParse(Header(WebhookHeaders.NextOffset), out var offset) ? offset : null;

    /// <summary>Where the payload is, when it was too large to be sent (<c>dataref</c> of CloudEvents): a URL or path for GET; null when it was sent.</summary>
    public string? DataReference
    {
        get
        {
            try
            {
                return StructuredEvent.TryRead(Body)?.DataReference;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>Reads the body as an event of CloudEvents 1.0, as a sender of this package makes it.</summary>
    /// <returns>Type, key, time and payload.</returns>
    /// <exception cref="PayloadFormatException">The body is none.</exception>
    public NewUpdate ReadEvent() => CloudEvent.FromStructured(Body);

    /// <summary>Reads the payload of the event that the body is.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="type">How it is read, from a source-generated context.</param>
    /// <exception cref="PayloadFormatException">The body is no event.</exception>
    /// <exception cref="JsonException">The payload is not of that type.</exception>
    public T? ReadData<T>(JsonTypeInfo<T> type) => JsonSerializer.Deserialize(ReadEvent().Payload.Span, type);

    /// <summary>A header of the request; null when it is absent. Headers are not signed.</summary>
    /// <param name="name">Its name, whose case does not matter.</param>
    public string? Header(string name) => _headers.GetValueOrDefault(name);
}
