using System.Buffers;
using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary><see cref="Nullable{T}"/> ↔ the column of its values.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class NullableBinding<TValue>(BindingSite site, ValueBinding<TValue> inner) : ValueBinding<TValue?>(site)
    where TValue : struct
{
    protected override void WriteValues(ReadOnlySpan<TValue?> values, ColumnBuilder builder)
    {
        var scratch = ArrayPool<TValue>.Shared.Rent(values.Length);
        var unwrapped = scratch.AsSpan(0, values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            unwrapped[index] = values[index].GetValueOrDefault();
        }

        inner.Write(unwrapped, builder);
        ArrayPool<TValue>.Shared.Return(scratch, RuntimeHelpers.IsReferenceOrContainsReferences<TValue>());
    }

    protected override void ReadValues(Column column, int start, Span<TValue?> values)
    {
        var scratch = ArrayPool<TValue>.Shared.Rent(values.Length);
        var unwrapped = scratch.AsSpan(0, values.Length);
        inner.Read(column, start, unwrapped);
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = unwrapped[index];
        }

        ArrayPool<TValue>.Shared.Return(scratch, RuntimeHelpers.IsReferenceOrContainsReferences<TValue>());
    }
}
