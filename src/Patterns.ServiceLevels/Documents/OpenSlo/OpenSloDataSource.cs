using System.Text.Json.Nodes;

namespace Patterns.ServiceLevels;

/// <summary>Where data comes from (OpenSLO v1, DataSource).</summary>
public sealed record OpenSloDataSource : OpenSloObject
{
    /// <summary>Creates the object.</summary>
    /// <param name="metadata">Name and labels.</param>
    public OpenSloDataSource(OpenSloMetadata metadata)
        : base(metadata)
    {
    }

    /// <inheritdoc/>
    public override OpenSloKind Kind => OpenSloKind.DataSource;

    /// <summary>Kind of the source, as the author names it: Prometheus, Datadog.</summary>
    public required string Type { get; init; }

    /// <summary>Whatever the source needs for a connection; null when the document has nothing.</summary>
    public JsonNode? ConnectionDetails { get; init; }
}
