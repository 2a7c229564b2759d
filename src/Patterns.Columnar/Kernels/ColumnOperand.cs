using System.Numerics;
using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Kernels;

/// <summary>The values of a column.</summary>
internal readonly ref struct ColumnOperand<T>(ReadOnlySpan<T> values) : IOperand<T>
    where T : unmanaged
{
    private readonly ReadOnlySpan<T> _values = values;

    public T this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _values[row];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Load(int row) => new(_values[row..]);
}
