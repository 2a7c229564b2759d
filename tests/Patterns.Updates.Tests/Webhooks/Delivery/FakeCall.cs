using System.Text.Json;

namespace Patterns.Updates.Tests.Webhooks.Delivery;

/// <summary>One request as it was sent.</summary>
internal sealed record FakeCall(string Method, Uri Url, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Id => Headers[WebhookHeaders.Id];

    public JsonElement Json => JsonElement.Parse(Body);

    public string? Key => Json.TryGetProperty("subject", out var subject) ? subject.GetString() : null;

    public int Data => Json.GetProperty("data").GetInt32();
}
