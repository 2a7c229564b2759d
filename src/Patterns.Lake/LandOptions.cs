namespace Patterns.Lake;

/// <summary>What is known of a file that is landed.</summary>
public sealed class LandOptions
{
    /// <summary>Name of the file in its dataset's folder: one segment of a path, not starting with <c>_</c> or <c>.</c>.</summary>
    public required string FileName { get; set; }

    /// <summary>The system that it comes from; null when unknown.</summary>
    public string? Source { get; set; }

    /// <summary>Who answers for its content; null when unknown.</summary>
    public string? Owner { get; set; }
}
