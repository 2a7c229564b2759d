using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>One value per group in pooled memory that doubles when groups are added.</summary>
/// <param name="initial">The value of a new group.</param>
internal sealed class GroupValues<T>(T initial) : IDisposable
    where T : unmanaged
{
    private readonly BufferBuilder<T> _values = new();

    /// <summary>The number of groups.</summary>
    public int Count => _values.Count;

    public Span<T> Span => _values.Span;

    public ref T this[int group] => ref _values.Span[group];

    public void Resize(int count)
    {
        if (count > Count)
        {
            _values.Reserve(count - Count).Fill(initial);
        }
    }

    /// <summary>A copy in a column of its own.</summary>
    public FixedColumn<T> Build(DataType type, Validity validity)
    {
        var values = ColumnBuffer.Rent<T>(Count);
        Span.CopyTo(values.Span<T>(Count));
        return new FixedColumn<T>(type, Count, values, validity);
    }

    public void Dispose() => _values.Dispose();
}
