namespace Patterns.Testing;

/// <summary>What a store is asked to do.</summary>
public enum StoreOperation
{
    List,
    Head,
    Open,
    Read,
    Put,
    Create,
    Write,
    Complete,
    Delete,
}
