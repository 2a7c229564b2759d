using System.Globalization;
using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>decimal ↔ decimal column. A value with more digits than the column's is refused, never rounded.</summary>
/// <typeparam name="TStored">long up to 18 digits, Int128 above.</typeparam>
internal sealed class DecimalBinding<TStored>(BindingSite site) : ValueBinding<decimal>(site)
    where TStored : unmanaged, IBinaryInteger<TStored>
{
    private readonly DecimalType _type = (DecimalType)site.Type;

    protected override void WriteValues(ReadOnlySpan<decimal> values, ColumnBuilder builder)
    {
        var stored = ((FixedColumnBuilder<TStored>)builder).AppendUninitialized(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            if (!UnscaledDecimal.TryCreate(values[index], _type, out var unscaled))
            {
                throw Site.DoesNotFit(string.Create(CultureInfo.InvariantCulture, $"{values[index]} has more digits than {_type}. Round it, or declare more digits."));
            }

            stored[index] = TStored.CreateTruncating(unscaled);
        }
    }

    protected override void ReadValues(Column column, int start, Span<decimal> values)
    {
        var stored = ((FixedColumn<TStored>)column).Values.Slice(start, values.Length);
        for (var index = 0; index < stored.Length; index++)
        {
            var value = new WideDecimal(Int128.CreateTruncating(stored[index]), _type.Scale);
            if (!value.TryToDecimal(out values[index]))
            {
                throw Site.DoesNotFit($"{value} has more digits than System.Decimal holds. Use a WideDecimal.");
            }
        }
    }
}
