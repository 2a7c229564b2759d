namespace Patterns.Tables.Delta;

/// <summary>The part <c>format</c> of the action <c>metaData</c>; the protocol knows only parquet.</summary>
internal sealed record FileFormat
{
    public string Provider { get; init; } = "parquet";

    public IReadOnlyDictionary<string, string?> Options { get; init; } = new Dictionary<string, string?>();
}
