using Patterns.Columnar;

namespace Patterns.Tables.Query.Execution;

/// <summary>
/// Something that is computed over all rows of a scan from parts: each part by one thread, the parts combined in the order of their rows, so that
/// the result does not depend on how many threads there are or which is faster.
/// </summary>
/// <typeparam name="TPart">What is computed over some of the rows.</typeparam>
internal abstract class ScanFold<TPart>
    where TPart : IDisposable
{
    /// <summary>A part without rows. Called by several threads at once.</summary>
    public abstract TPart Begin();

    /// <summary>Takes rows into a part. Called by several threads at once, each for a part of its own.</summary>
    public abstract void Add(TPart part, ColumnBatch batch);

    /// <summary>Takes a part into the result. Called for one part after the other, in order.</summary>
    public abstract void Combine(TPart part);
}
