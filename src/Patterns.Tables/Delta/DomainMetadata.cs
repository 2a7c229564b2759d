namespace Patterns.Tables.Delta;

/// <summary>The action <c>domainMetadata</c>: configuration of a feature of the table, kept for whoever knows the domain.</summary>
internal sealed record DomainMetadata
{
    public required string Domain { get; init; }

    public required string Configuration { get; init; }

    public bool Removed { get; init; }
}
