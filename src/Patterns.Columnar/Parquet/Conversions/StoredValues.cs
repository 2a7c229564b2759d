using System.Numerics;
using System.Runtime.InteropServices;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Takes the values of a column as they will be stored.</summary>
/// <typeparam name="T">Type of the stored values.</typeparam>
internal abstract class StoredValues<T>
    where T : unmanaged
{
    /// <summary>Appends the values of those rows that are not null.</summary>
    /// <exception cref="ArgumentException">A decimal has more digits than its type.</exception>
    public abstract void Append(Column column, int start, int count, BufferBuilder<T> target);

    /// <summary>The object that stands for a stored value, as of <see cref="Column.GetValue"/>.</summary>
    public abstract object Box(T value);
}

/// <summary>Values of one type in memory that are stored as another, which they fit, or as the same.</summary>
/// <param name="type">Type of the column.</param>
/// <param name="name">Name of the column, for errors.</param>
internal sealed class StoredValues<TMemory, T>(DataType type, string name) : StoredValues<T>
    where TMemory : unmanaged, INumber<TMemory>
    where T : unmanaged, INumber<T>
{
    public override void Append(Column column, int start, int count, BufferBuilder<T> target)
    {
        var values = ((FixedColumn<TMemory>)column).Values.Slice(start, count);
        var first = target.Count;
        var stored = target.Reserve(count);
        if (typeof(TMemory) == typeof(T))
        {
            var same = MemoryMarshal.Cast<TMemory, T>(values);
            if (column.NullCount == 0)
            {
                same.CopyTo(stored);
            }
            else
            {
                target.Truncate(first + NullPacking.Pack(same, column.ValidityWords, start, stored));
            }

            CheckDigits(target.Span[first..]);
            return;
        }

        var written = 0;
        for (var index = 0; index < values.Length; index++)
        {
            if (!column.IsNull(start + index))
            {
                // Decimals that do not fit are found when they are cut off.
                stored[written] = T.CreateTruncating(values[index]);
                if (TMemory.CreateTruncating(stored[written++]) != values[index])
                {
                    throw TooManyDigits();
                }
            }
        }

        target.Truncate(first + written);
        CheckDigits(target.Span[first..]);
    }

    public override object Box(T value) => Batches.FixedValues.Box(type, TMemory.CreateTruncating(value));

    /// <summary>A decimal with more digits than its type is the caller's mistake and would be cut off by the stored form.</summary>
    private void CheckDigits(ReadOnlySpan<T> values)
    {
        if (type is DecimalType decimalType && !DecimalDigits.Fit(values, decimalType))
        {
            throw TooManyDigits();
        }
    }

    private ArgumentException TooManyDigits()
        => new($"Column '{name}' is {type}, but a value has more than {((DecimalType)type).Precision} digits.");
}
