using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>A .NET number ↔ a column of numbers. Where the two types differ, only values that convert back to themselves are let through.</summary>
/// <typeparam name="TValue">Type of the property.</typeparam>
/// <typeparam name="TStored">Type of the column in memory.</typeparam>
internal sealed class NumberBinding<TValue, TStored>(BindingSite site) : ValueBinding<TValue>(site)
    where TValue : unmanaged, INumberBase<TValue>
    where TStored : unmanaged, INumberBase<TStored>
{
    protected override void WriteValues(ReadOnlySpan<TValue> values, ColumnBuilder builder)
    {
        var stored = ((FixedColumnBuilder<TStored>)builder).AppendUninitialized(values.Length);
        if (!TryConvert(values, stored, out var refused))
        {
            throw Site.DoesNotFit(string.Create(CultureInfo.InvariantCulture, $"{refused} does not fit {Site.Type} exactly."));
        }
    }

    protected override void ReadValues(Column column, int start, Span<TValue> values)
    {
        if (!TryConvert(((FixedColumn<TStored>)column).Values.Slice(start, values.Length), values, out var refused))
        {
            throw Site.DoesNotFit(string.Create(CultureInfo.InvariantCulture, $"{refused} does not fit {typeof(TValue).Name} exactly. Declare the property wider."));
        }
    }

    private static bool TryConvert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Span<TTo> to, out TFrom refused)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        refused = default;
        if (typeof(TFrom) == typeof(TTo))
        {
            MemoryMarshal.Cast<TFrom, TTo>(from).CopyTo(to);
            return true;
        }

        for (var index = 0; index < from.Length; index++)
        {
            var converted = TTo.CreateSaturating(from[index]);
            if (!IsExact(from[index], converted))
            {
                refused = from[index];
                return false;
            }

            to[index] = converted;
        }

        return true;
    }

    private static bool IsExact<TFrom, TTo>(TFrom value, TTo converted)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        if (TFrom.CreateSaturating(converted) != value)
        {
            return TFrom.IsNaN(value) && TTo.IsNaN(converted);
        }

        // 2^63 as a double saturates to the largest long and back again; 128 bits tell the two apart.
        return IsFloat<TFrom>() == IsFloat<TTo>() || Int128.CreateSaturating(value) == Int128.CreateSaturating(converted);
    }

    private static bool IsFloat<TNumber>() => typeof(TNumber) == typeof(float) || typeof(TNumber) == typeof(double);
}
