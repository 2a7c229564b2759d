namespace Patterns.ServiceLevels;

/// <summary>A group of objectives (OpenSLO v1, Service).</summary>
public sealed record OpenSloService : OpenSloObject
{
    /// <summary>Creates the object.</summary>
    /// <param name="metadata">Name and labels.</param>
    public OpenSloService(OpenSloMetadata metadata)
        : base(metadata)
    {
    }

    /// <inheritdoc/>
    public override OpenSloKind Kind => OpenSloKind.Service;
}
