namespace Patterns.Lake;

/// <summary>The manifest entry of a landed file, stored beside the dataset's files as <c>_manifest/&lt;sha256&gt;.json</c>.</summary>
public sealed record LandedFile
{
    /// <summary>Path in the store.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size of the content in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Media type by the first bytes of the content.</summary>
    public required string MediaType { get; init; }

    /// <summary>Media type that the name claims; null when it claims none.</summary>
    public string? ClaimedMediaType { get; init; }

    /// <summary>The system that it comes from; null when unknown.</summary>
    public string? Source { get; init; }

    /// <summary>Who answers for its content; null when unknown.</summary>
    public string? Owner { get; init; }

    /// <summary>When it was landed, UTC.</summary>
    public required DateTimeOffset LandedAt { get; init; }
}
