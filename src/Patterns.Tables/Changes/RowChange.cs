namespace Patterns.Tables;

/// <summary>One change of one row.</summary>
/// <typeparam name="T">The row type.</typeparam>
/// <param name="Kind">What happened.</param>
/// <param name="Row">The row, before or after as the kind says.</param>
/// <param name="Version">The version that made the change.</param>
/// <param name="Timestamp">When it was committed as its writer says, UTC; null when it does not say.</param>
public sealed record RowChange<T>(RowChangeKind Kind, T Row, long Version, DateTimeOffset? Timestamp);
