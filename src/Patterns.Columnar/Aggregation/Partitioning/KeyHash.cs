using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>
/// Hashes of rows by some columns. Equal keys have equal hashes however their column is stored: every NaN is one key, -0.0 is 0.0, null is a key.
/// </summary>
internal static class KeyHash
{
    private const ulong Null = 0x3C6E_F372_FE94_F82B;

    /// <summary>One hash for each of the first rows.</summary>
    /// <param name="keys">Columns of types that can be grouped.</param>
    /// <param name="hashes">As many as rows are wanted.</param>
    public static void Compute(ReadOnlySpan<Column> keys, Span<ulong> hashes)
    {
        var values = ColumnBuffer.Rent<ulong>(hashes.Length);
        var span = values.Span<ulong>(hashes.Length);
        hashes.Clear();
        foreach (var key in keys)
        {
            Values(key, span);
            Mix(key, span, hashes);
        }

        values.Release();
    }

    private static void Mix(Column key, Span<ulong> values, Span<ulong> hashes)
    {
        if (key.NullCount > 0)
        {
            var validity = key.ValidityWords;
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = Bitmap.Get(validity, row) ? values[row] : Null;
            }
        }

        values = values[..hashes.Length];
        for (var row = 0; row < hashes.Length; row++)
        {
            hashes[row] = ByteHash.Mix(BitOperations.RotateLeft(hashes[row], 23) + values[row]);
        }
    }

    /// <summary>64 bits per row that are equal for equal values, and different for different ones where the values have no more bits.</summary>
    private static void Values(Column key, Span<ulong> values)
    {
        switch (key)
        {
            case BooleanColumn booleans:
                Bits(booleans.ValueWords, values);
                break;
            case FixedColumn<sbyte> numbers:
                Integers(numbers.Values, values);
                break;
            case FixedColumn<short> numbers:
                Integers(numbers.Values, values);
                break;
            case FixedColumn<int> numbers:
                Integers(numbers.Values, values);
                break;
            case FixedColumn<long> numbers:
                Integers(numbers.Values, values);
                break;
            case FixedColumn<Int128> numbers:
                Wide(numbers.Values, values);
                break;
            case FixedColumn<float> numbers:
                Floats(numbers.Values, values);
                break;
            case FixedColumn<double> numbers:
                Floats(numbers.Values, values);
                break;
            case PlainBinaryColumn texts:
                Texts(texts, values);
                break;
            case DictionaryBinaryColumn texts:
                Codes(texts, values);
                break;
            default:
                throw new NotSupportedException($"Values of type {key.Type} cannot be grouped. Take one of their fields or elements.");
        }
    }

    private static void Bits(ReadOnlySpan<ulong> words, Span<ulong> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = Bitmap.Get(words, row) ? 1UL : 0;
        }
    }

    private static void Integers<T>(ReadOnlySpan<T> source, Span<ulong> values)
        where T : unmanaged, IBinaryInteger<T>
    {
        source = source[..values.Length];
        for (var row = 0; row < source.Length; row++)
        {
            values[row] = ulong.CreateTruncating(source[row]);
        }
    }

    private static void Wide(ReadOnlySpan<Int128> source, Span<ulong> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = (ulong)source[row] + ByteHash.Mix((ulong)(source[row] >> 64));
        }
    }

    private static void Floats<T>(ReadOnlySpan<T> source, Span<ulong> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < values.Length; row++)
        {
            var value = T.IsNaN(source[row]) ? T.NaN : source[row] + T.Zero;
            values[row] = BitConverter.DoubleToUInt64Bits(double.CreateTruncating(value));
        }
    }

    private static void Texts(PlainBinaryColumn texts, Span<ulong> values)
    {
        var offsets = texts.Offsets;
        var bytes = texts.Bytes;
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = ByteHash.Compute(bytes[offsets[row]..offsets[row + 1]]);
        }
    }

    private static void Codes(DictionaryBinaryColumn texts, Span<ulong> values)
    {
        var entries = texts.Dictionary.Length;
        var hashes = ColumnBuffer.Rent<ulong>(Math.Max(1, entries));
        var hashOfCode = hashes.Span<ulong>(entries);
        if (entries == 0)
        {
            values.Clear();
        }
        else if (entries <= values.Length)
        {
            Texts(texts.Dictionary, hashOfCode);
            Gather.Values(hashOfCode, texts.Codes[..values.Length], values);
        }
        else
        {
            for (var row = 0; row < values.Length; row++)
            {
                values[row] = ByteHash.Compute(texts.GetBytes(row));
            }
        }

        hashes.Release();
    }
}
