using System.Text.Json;

namespace Patterns.Tables.Delta;

/// <summary>
/// The action <c>commitInfo</c>: who did what and when. Its form is free, so reading takes what it finds and never fails; nothing but
/// <see cref="TxnId"/> is relied upon.
/// </summary>
internal sealed record CommitInfo
{
    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    public long? Timestamp { get; init; }

    /// <summary>When the commit was made where the table has such times, rising from version to version; milliseconds since 1970-01-01T00:00:00Z.</summary>
    public long? InCommitTimestamp { get; init; }

    public string? Operation { get; init; }

    public IReadOnlyDictionary<string, string>? OperationParameters { get; init; }

    public long? ReadVersion { get; init; }

    public bool? IsBlindAppend { get; init; }

    public IReadOnlyDictionary<string, string>? OperationMetrics { get; init; }

    public string? EngineInfo { get; init; }

    /// <summary>Unique per attempt; tells a writer whether the commit that it finds is its own.</summary>
    public string? TxnId { get; init; }

    public static CommitInfo From(JsonElement json) => json.ValueKind != JsonValueKind.Object ? new CommitInfo() : new CommitInfo
    {
        Timestamp = Number(json, "timestamp"),
        InCommitTimestamp = Number(json, "inCommitTimestamp"),
        Operation = Text(json, "operation"),
        OperationParameters = Texts(json, "operationParameters"),
        ReadVersion = Number(json, "readVersion"),
        IsBlindAppend = json.TryGetProperty("isBlindAppend", out var blind) && blind.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? blind.GetBoolean()
            : null,
        OperationMetrics = Texts(json, "operationMetrics"),
        EngineInfo = Text(json, "engineInfo"),
        TxnId = Text(json, "txnId"),
    };

    private static string? Text(JsonElement json, string name)
        => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement json, string name)
        => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static Dictionary<string, string>? Texts(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            texts[property.Name] = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText();
        }

        return texts;
    }
}
