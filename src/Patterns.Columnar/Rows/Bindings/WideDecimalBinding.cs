using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary><see cref="WideDecimal"/> ↔ decimal column. A value with more digits than the column's is refused, never rounded.</summary>
/// <typeparam name="TStored">long up to 18 digits, Int128 above.</typeparam>
internal sealed class WideDecimalBinding<TStored>(BindingSite site) : ValueBinding<WideDecimal>(site)
    where TStored : unmanaged, IBinaryInteger<TStored>
{
    private readonly DecimalType _type = (DecimalType)site.Type;

    protected override void WriteValues(ReadOnlySpan<WideDecimal> values, ColumnBuilder builder)
    {
        var stored = ((FixedColumnBuilder<TStored>)builder).AppendUninitialized(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            if (!UnscaledDecimal.TryRescale(values[index].Unscaled, values[index].Scale, _type, out var unscaled))
            {
                throw Site.DoesNotFit($"{values[index]} has more digits than {_type}. Round it, or declare more digits.");
            }

            stored[index] = TStored.CreateTruncating(unscaled);
        }
    }

    protected override void ReadValues(Column column, int start, Span<WideDecimal> values)
    {
        var stored = ((FixedColumn<TStored>)column).Values.Slice(start, values.Length);
        for (var index = 0; index < stored.Length; index++)
        {
            values[index] = new WideDecimal(Int128.CreateTruncating(stored[index]), _type.Scale);
        }
    }
}
