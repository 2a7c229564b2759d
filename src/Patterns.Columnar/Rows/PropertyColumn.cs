using System.Buffers;
using System.Runtime.CompilerServices;
using Patterns.Columnar.Rows.Bindings;

namespace Patterns.Columnar.Rows;

/// <summary>As <see cref="RowColumn{TRow}"/>, with the type of the values.</summary>
internal sealed class PropertyColumn<TRow, TValue>(PropertyGetter<TRow, TValue> getter, ValueBinding<TValue> binding, int index) : RowColumn<TRow>(index)
{
    public override Type BufferType => typeof(TValue[]);

    public override void Write(ReadOnlySpan<TRow> rows, ColumnBuilder builder)
    {
        var buffer = ArrayPool<TValue>.Shared.Rent(rows.Length);
        try
        {
            var values = buffer.AsSpan(0, rows.Length);
            getter.Read(rows, values);
            binding.Write(values, builder);
        }
        finally
        {
            Return(buffer);
        }
    }

    public override Array RentBuffer(int count) => ArrayPool<TValue>.Shared.Rent(count);

    public override void ReturnBuffer(Array buffer) => Return((TValue[])buffer);

    public override void Read(Column column, int start, int count, Array buffer)
        => binding.Read(column, start, ((TValue[])buffer).AsSpan(0, count));

    private static void Return(TValue[] buffer)
        => ArrayPool<TValue>.Shared.Return(buffer, RuntimeHelpers.IsReferenceOrContainsReferences<TValue>());
}
