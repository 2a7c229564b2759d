using Patterns.Columnar;

namespace Patterns.Tables.Query.Execution;

/// <summary>
/// Something that is computed over all rows of a scan from parts: each part by one thread, the parts combined in the order of their rows, so that
/// the result does not depend on how many threads there are or which is faster. Safe for use by several threads, each for a part of its own.
/// </summary>
/// <typeparam name="TPart">What is computed over some of the rows.</typeparam>
internal abstract class ScanFold<TPart> : IDisposable
    where TPart : IDisposable
{
    /// <summary>A part without rows.</summary>
    /// <param name="index">0-based position of the part among all.</param>
    public abstract TPart Begin(int index);

    /// <summary>Takes rows into a part.</summary>
    public abstract void Add(TPart part, ColumnBatch batch);

    /// <summary>Takes a part over. Parts come in any order and count in that of their positions.</summary>
    public abstract void Complete(int index, TPart part);

    public abstract void Dispose();
}
