namespace Patterns.Tables;

/// <summary>Choices for one update or delete.</summary>
public sealed class ChangeOptions
{
    /// <summary>
    /// Who asks for the change, such as <c>erasure-requests</c>; together with <see cref="Sequence"/> it makes the change idempotent. Null, the
    /// default, changes whatever was changed before.
    /// </summary>
    /// <remarks>Source: Delta transaction log protocol, "Transaction Identifiers"; stored as <c>txn.appId</c>.</remarks>
    public string? Source { get; set; }

    /// <summary>
    /// Number of the change among the changes and loads of its <see cref="Source"/>, ascending, gaps allowed, not negative. A change whose number is
    /// not above the highest one committed is not applied again. Required when there is a source.
    /// </summary>
    public long? Sequence { get; set; }

    internal AppendOptions ToAppendOptions() => new() { Source = Source, Sequence = Sequence };
}
