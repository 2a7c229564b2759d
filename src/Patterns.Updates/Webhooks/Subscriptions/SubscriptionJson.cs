using System.Text.Json;
using System.Text.Json.Serialization;
using Patterns.Updates.Webhooks.Delivery;

namespace Patterns.Updates.Webhooks.Subscriptions;

/// <summary>How subscriptions and the states of endpoints are written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters = [typeof(OffsetJsonConverter), typeof(JsonStringEnumConverter<WebhookOrdering>), typeof(JsonStringEnumConverter<WebhookOwnership>), typeof(JsonStringEnumConverter<WebhookDisabledReason>)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubscriptionRecord))]
[JsonSerializable(typeof(EndpointState))]
internal sealed partial class SubscriptionJson : JsonSerializerContext;
