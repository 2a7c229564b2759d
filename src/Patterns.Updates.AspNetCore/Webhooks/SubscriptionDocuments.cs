using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>How what the subscriptions API takes and gives is written as JSON.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewSubscription))]
[JsonSerializable(typeof(ReplayRequest))]
[JsonSerializable(typeof(ResumeRequest))]
[JsonSerializable(typeof(RotateRequest))]
[JsonSerializable(typeof(SecretDocument))]
[JsonSerializable(typeof(SubscriptionDocument))]
[JsonSerializable(typeof(SubscriptionDocument[]))]
internal sealed partial class SubscriptionDocuments : JsonSerializerContext;
