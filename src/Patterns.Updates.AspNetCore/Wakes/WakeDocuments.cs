using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patterns.Updates.AspNetCore.Wakes;

/// <summary>How requests and answers are written, as the Durable Streams protocol has them (sections 6 and 7).</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NewWakeSubscription))]
[JsonSerializable(typeof(WakeSubscriptionDocument))]
[JsonSerializable(typeof(NewWakeFeeds))]
[JsonSerializable(typeof(NewWakeClaim))]
[JsonSerializable(typeof(WakeClaimDocument))]
[JsonSerializable(typeof(WakeReport))]
[JsonSerializable(typeof(WakeReportAnswer))]
[JsonSerializable(typeof(WakeProblem))]
internal sealed partial class WakeDocuments : JsonSerializerContext;

/// <summary>The body of a request for a subscription.</summary>
internal sealed record NewWakeSubscription(
    string? Type,
    string? Pattern = null,
    string[]? Streams = null,
    WakeTarget? Webhook = null,
    string? WakeStream = null,
    double? LeaseTtlMs = null,
    string? Description = null);

/// <summary>Where a webhook goes, and in answers how it is signed.</summary>
internal sealed record WakeTarget(string? Url, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WakeSigning? Signing = null);

/// <summary>How webhooks are signed.</summary>
internal sealed record WakeSigning(string Alg, string Kid, string JwksUrl);

/// <summary>Feeds that are to be followed too.</summary>
internal sealed record NewWakeFeeds(string[]? Streams);

/// <summary>Who takes a wake.</summary>
internal sealed record NewWakeClaim(string? Worker);

/// <summary>What a worker has done.</summary>
internal sealed record WakeReport(string? WakeId, long Generation = 0, WakeReportOffset[]? Acks = null, bool Done = false);

/// <summary>Up to where a worker is done with a feed.</summary>
internal sealed record WakeReportOffset(string? Stream, string? Offset);

/// <summary>That it was taken over.</summary>
internal sealed record WakeReportAnswer(bool Ok, bool NextWake);
