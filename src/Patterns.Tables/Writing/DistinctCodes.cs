using System.Runtime.InteropServices;
using Patterns.Columnar;

namespace Patterns.Tables.Writing;

/// <summary>Numbers the distinct values of a column: equal numbers for equal values, null being a value of its own.</summary>
internal static class DistinctCodes
{
    private const int NullCode = -1;

    /// <summary>One number per row.</summary>
    public static int[] Of(Column column) => column switch
    {
        FixedColumn<sbyte> values => OfFixed(values),
        FixedColumn<short> values => OfFixed(values),
        FixedColumn<int> values => OfFixed(values),
        FixedColumn<long> values => OfFixed(values),
        FixedColumn<Int128> values => OfFixed(values),
        FixedColumn<float> values => OfFixed(values),
        FixedColumn<double> values => OfFixed(values),
        _ => OfAny(column),
    };

    private static int[] OfFixed<T>(FixedColumn<T> column)
        where T : unmanaged
    {
        var codes = new int[column.Length];
        var known = new Dictionary<T, int>();
        var values = column.Values;
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = column.IsNull(row) ? NullCode : CodeOf(known, values[row]);
        }

        return codes;
    }

    private static int[] OfAny(Column column)
    {
        var codes = new int[column.Length];
        var known = new Dictionary<object, int>(BinaryEquality.Instance);
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = column.GetValue(row) is { } value ? CodeOf(known, value) : NullCode;
        }

        return codes;
    }

    private static int CodeOf<TKey>(Dictionary<TKey, int> known, TKey value)
        where TKey : notnull
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(known, value, out var isKnown);
        return isKnown ? code : code = known.Count - 1;
    }

    private sealed class BinaryEquality : IEqualityComparer<object>
    {
        public static BinaryEquality Instance { get; } = new();

        bool IEqualityComparer<object>.Equals(object? x, object? y) => x is byte[] left && y is byte[] right ? left.AsSpan().SequenceEqual(right) : Equals(x, y);

        int IEqualityComparer<object>.GetHashCode(object obj)
        {
            if (obj is not byte[] bytes)
            {
                return obj.GetHashCode();
            }

            var hash = default(HashCode);
            hash.AddBytes(bytes);
            return hash.ToHashCode();
        }
    }
}
