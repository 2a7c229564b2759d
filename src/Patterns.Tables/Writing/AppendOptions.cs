using Patterns.Tables.Delta;

namespace Patterns.Tables;

/// <summary>Choices for one append.</summary>
public sealed class AppendOptions
{
    /// <summary>
    /// Who loads, such as <c>erp</c> or the path of a file; together with <see cref="Sequence"/> it makes the append idempotent. Null, the
    /// default, appends whatever was appended before.
    /// </summary>
    /// <remarks>Source: Delta transaction log protocol, "Transaction Identifiers"; stored as <c>txn.appId</c>.</remarks>
    public string? Source { get; set; }

    /// <summary>
    /// Number of the load among those of its <see cref="Source"/>, ascending, gaps allowed, not negative. A load whose number is not above the
    /// highest one committed is not applied again, so loads of one source are made one after the other. Required when there is a source.
    /// </summary>
    public long? Sequence { get; set; }

    /// <summary>
    /// Whether columns, and fields inside of them, that the rows have and the table does not are added to it, in the same commit; earlier rows are
    /// null there. Types are widened too where the table has <c>delta.enableTypeWidening</c>. Default false: such rows are refused.
    /// </summary>
    public bool MergeSchema { get; set; }

    /// <summary>What happens to rows that break a rule; the default is to refuse the whole append.</summary>
    public RejectedRowHandling Rejected { get; set; }

    /// <summary>
    /// Whether values are kept out of what is said of rejected rows, for logs and messages that not everybody may read. A quarantine file has the rows
    /// themselves all the same. Default false.
    /// </summary>
    public bool MaskValues { get; set; }

    /// <summary>Told after every batch and at the end how far the append is; null means nobody.</summary>
    public IProgress<AppendProgress>? Progress { get; set; }

    /// <summary>What makes the commit idempotent; null when it is not.</summary>
    internal SetTransaction? ToTransaction() => Source is { } source ? new SetTransaction { AppId = source, Version = Sequence!.Value } : null;

    internal void Validate()
    {
        if (!Enum.IsDefined(Rejected))
        {
            throw new ArgumentOutOfRangeException(nameof(Rejected), Rejected, "Not one of the defined values.");
        }

        if (Source is { Length: 0 })
        {
            throw new ArgumentException("The source of an append is null or not empty.", nameof(Source));
        }

        if (Source is null != Sequence is null)
        {
            throw new ArgumentException($"{nameof(Source)} and {nameof(Sequence)} are given together or not at all.", nameof(Sequence));
        }

        if (Sequence < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(Sequence), Sequence, "The sequence of an append is not negative.");
        }
    }
}
