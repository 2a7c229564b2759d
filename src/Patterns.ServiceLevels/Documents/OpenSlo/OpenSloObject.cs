namespace Patterns.ServiceLevels;

/// <summary>An object of an OpenSLO document: what all kinds have in common. Immutable.</summary>
public abstract record OpenSloObject
{
    private protected OpenSloObject(OpenSloMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        Metadata = metadata;
    }

    /// <summary>Name and labels.</summary>
    public OpenSloMetadata Metadata { get; init; }

    /// <summary>What it is, up to 1,050 characters; null when the document does not say.</summary>
    public string? Description { get; init; }

    /// <summary>The kind.</summary>
    public abstract OpenSloKind Kind { get; }

    /// <summary>The name in the metadata.</summary>
    public string Name => Metadata.Name;
}
