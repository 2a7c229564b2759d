namespace Patterns.Tables;

/// <summary>What happened to a row.</summary>
public enum RowChangeKind
{
    /// <summary>It is new; Delta calls it <c>insert</c>.</summary>
    Inserted,

    /// <summary>It is gone; Delta calls it <c>delete</c>.</summary>
    Deleted,

    /// <summary>This is what it was before it got other values; Delta calls it <c>update_preimage</c>.</summary>
    UpdatedFrom,

    /// <summary>This is what it became; Delta calls it <c>update_postimage</c>.</summary>
    UpdatedTo,
}
