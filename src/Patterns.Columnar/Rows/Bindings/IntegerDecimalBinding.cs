using System.Numerics;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>decimal ← integer column, so that a property may be wider than its column.</summary>
/// <typeparam name="TStored">Type of the column in memory.</typeparam>
internal sealed class IntegerDecimalBinding<TStored>(BindingSite site) : ValueBinding<decimal>(site)
    where TStored : unmanaged, IBinaryInteger<TStored>
{
    protected override void WriteValues(ReadOnlySpan<decimal> values, ColumnBuilder builder)
    {
        var stored = ((FixedColumnBuilder<TStored>)builder).AppendUninitialized(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            stored[index] = TStored.CreateSaturating(values[index]);
            if (decimal.CreateChecked(stored[index]) != values[index])
            {
                throw Site.DoesNotFit($"{values[index]} does not fit {Site.Type} exactly.");
            }
        }
    }

    protected override void ReadValues(Column column, int start, Span<decimal> values)
    {
        var stored = ((FixedColumn<TStored>)column).Values.Slice(start, values.Length);
        for (var index = 0; index < stored.Length; index++)
        {
            values[index] = decimal.CreateChecked(stored[index]);
        }
    }
}
