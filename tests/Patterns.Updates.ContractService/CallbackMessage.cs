using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patterns.Updates.ContractService;

/// <summary>What the service tells the harness.</summary>
internal sealed record CallbackMessage(string Kind)
{
    /// <summary>How it is written: as the harness names things, without what is absent.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public CallbackEvent? Event { get; init; }

    public string? Comment { get; init; }

    public string? Error { get; init; }

    public static CallbackMessage Of(EventStreamMessage message) => message.Kind == EventStreamItemKind.Comment
        ? new CallbackMessage("comment") { Comment = message.Data }
        : new CallbackMessage("event") { Event = new CallbackEvent(message.Type, message.Data, message.LastEventId) };

    public static CallbackMessage OfError(string error) => new("error") { Error = error };

    /// <summary>An event as the harness expects it.</summary>
    internal sealed record CallbackEvent(string Type, string Data, string Id);
}
