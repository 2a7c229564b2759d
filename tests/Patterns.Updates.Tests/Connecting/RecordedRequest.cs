namespace Patterns.Updates.Tests.Connecting;

/// <summary>A request that a <see cref="ScriptedHttp"/> was asked.</summary>
internal sealed record RecordedRequest(HttpMethod Method, Uri Url, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    /// <summary>The value of a header; null when there is none.</summary>
    public string? this[string header] => Headers.GetValueOrDefault(header);
}
