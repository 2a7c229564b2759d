using System.Buffers.Binary;
using Patterns.Columnar;

namespace Patterns.Tables.Maintenance;

/// <summary>The first 64 bits of a value, such that larger values never have smaller bits; null comes first.</summary>
internal static class SortableBits
{
    private const ulong Sign = 1UL << 63;

    public static ulong Of(Column column, int row) => column.IsNull(row) ? 0 : column switch
    {
        FixedColumn<sbyte> values => OfInteger(values.Values[row]),
        FixedColumn<short> values => OfInteger(values.Values[row]),
        FixedColumn<int> values => OfInteger(values.Values[row]),
        FixedColumn<long> values => OfInteger(values.Values[row]),
        FixedColumn<Int128> values => OfWide(values.Values[row]),
        FixedColumn<float> values => OfFloat(values.Values[row]),
        FixedColumn<double> values => OfFloat(values.Values[row]),
        BooleanColumn values => values.GetValue(row) is true ? 2UL : 1UL,
        BinaryColumn values => OfBytes(values.GetBytes(row)),
        _ => 0,
    };

    private static ulong OfInteger(long value) => (ulong)value ^ Sign;

    /// <summary>Numbers beyond 64 bits are all largest or smallest.</summary>
    private static ulong OfWide(Int128 value) => OfInteger((long)Int128.Clamp(value, long.MinValue, long.MaxValue));

    private static ulong OfFloat(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        return (bits & Sign) == 0 ? bits | Sign : ~bits;
    }

    private static ulong OfBytes(ReadOnlySpan<byte> bytes)
    {
        Span<byte> first = stackalloc byte[sizeof(ulong)];
        first.Clear();
        bytes[..Math.Min(bytes.Length, first.Length)].CopyTo(first);
        return BinaryPrimitives.ReadUInt64BigEndian(first);
    }
}
