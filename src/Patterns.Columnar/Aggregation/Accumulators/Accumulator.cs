using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>One aggregate of every group, as arrays over the groups' numbers.</summary>
/// <param name="type">Type of the result.</param>
internal abstract class Accumulator(DataType type) : IDisposable
{
    private static readonly int[] Zeros = new int[Chunk.Rows];

    /// <summary>Type of the result.</summary>
    public DataType Type { get; } = type;

    /// <summary>Makes room for groups; new ones are empty.</summary>
    public abstract void Resize(int groupCount);

    /// <summary>Takes some rows in, after room was made for their groups.</summary>
    /// <param name="column">The argument; null for the rows themselves, which only a count takes.</param>
    /// <param name="start">0-based first row.</param>
    /// <param name="groups">The group of each row.</param>
    public abstract void Add(Column? column, int start, ReadOnlySpan<int> groups);

    /// <summary>Takes some rows in that all belong to group 0, after room was made for it.</summary>
    /// <param name="column">The argument; null for the rows themselves, which only a count takes.</param>
    /// <param name="start">0-based first row.</param>
    /// <param name="count">The number of rows, at most <see cref="Chunk.Rows"/>.</param>
    public virtual void AddToFirst(Column? column, int start, int count) => Add(column, start, Zeros.AsSpan(0, count));

    /// <summary>Takes some of another's groups in, whose rows come after the own ones, after room was made for them.</summary>
    /// <param name="other">An accumulator of the same class and type.</param>
    /// <param name="from">Groups of the other, each at most once.</param>
    /// <param name="to">The own group of each.</param>
    public abstract void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to);

    /// <summary>One result per group.</summary>
    public abstract Column Build();

    public abstract void Dispose();
}
