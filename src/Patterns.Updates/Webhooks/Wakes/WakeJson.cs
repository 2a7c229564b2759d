using System.Text.Json;
using System.Text.Json.Serialization;
using Patterns.Updates.Webhooks.Subscriptions;

namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>How subscriptions are kept.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters = [typeof(OffsetJsonConverter), typeof(JsonStringEnumConverter<WakeDelivery>), typeof(JsonStringEnumConverter<WakePhase>)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WakeRecord))]
[JsonSerializable(typeof(WakeConfiguration))]
internal sealed partial class WakeJson : JsonSerializerContext;
