using System.Numerics;
using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Kernels;

/// <summary>One value for every row.</summary>
internal readonly struct ScalarOperand<T>(T value) : IOperand<T>
    where T : unmanaged
{
    private readonly T _value = value;
    private readonly Vector<T> _vector = Vector<T>.IsSupported ? new Vector<T>(value) : default;

    public T this[int row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<T> Load(int row) => _vector;
}
