using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Spilling;

/// <summary>
/// Columns of any type as bytes for a temporary file of this process: the number of nulls, their bitmap if there are any, and the values as they
/// lie in memory. Type and number of rows are known to the reader.
/// </summary>
internal static class SpilledColumns
{
    private const int Plain = 0;
    private const int Coded = 1;

    public static void Write(Column column, BufferBuilder<byte> output)
    {
        Append(output, [column.NullCount]);
        Append(output, column.ValidityWords);
        switch (column)
        {
            case BooleanColumn booleans:
                Append(output, booleans.ValueWords);
                break;
            case FixedColumn<sbyte> numbers:
                Append(output, numbers.Values);
                break;
            case FixedColumn<short> numbers:
                Append(output, numbers.Values);
                break;
            case FixedColumn<int> numbers:
                Append(output, numbers.Values);
                break;
            case FixedColumn<long> numbers:
                Append(output, numbers.Values);
                break;
            case FixedColumn<float> numbers:
                Append(output, numbers.Values);
                break;
            case FixedColumn<double> numbers:
                Append(output, numbers.Values);
                break;
            case FixedColumn<Int128> numbers:
                Append(output, numbers.Values);
                break;
            case DictionaryBinaryColumn codes when codes.Dictionary.Length <= codes.Length:
                Append(output, [Coded, codes.Dictionary.Length]);
                Append(output, codes.Codes);
                WriteTexts(codes.Dictionary, output);
                break;
            case BinaryColumn texts:
                Append(output, [Plain]);
                WriteTexts(texts, output);
                break;
            case ListColumn lists:
                WriteRanges(lists.Offsets, output, lists.Elements);
                break;
            case MapColumn maps:
                WriteRanges(maps.Offsets, output, maps.Keys, maps.Values);
                break;
            default:
                foreach (var field in ((StructColumn)column).Fields)
                {
                    Write(field, output);
                }

                break;
        }
    }

    /// <summary>Reads a column and moves on behind it.</summary>
    public static Column Read(DataType type, int rows, ref ReadOnlySpan<byte> input)
    {
        var nulls = Take(ref input);
        var validity = nulls == 0 ? default : Validity.FromOwned(new BitBuffer(TakeBuffer<ulong>(ref input, Bitmap.WordCount(rows)), rows), nulls);
        switch (type)
        {
            case DecimalType { Precision: > DecimalType.MaxPrecision64 }:
                return ReadFixed<Int128>(type, rows, ref input, validity);
            case ListType list:
                var listOffsets = TakeBuffer<int>(ref input, rows + 1);
                return new ListColumn(list, rows, listOffsets, Read(list.Element, listOffsets.Span<int>(rows + 1)[rows], ref input), validity);
            case MapType map:
                var mapOffsets = TakeBuffer<int>(ref input, rows + 1);
                var entries = mapOffsets.Span<int>(rows + 1)[rows];
                var keys = Read(map.Key, entries, ref input);
                return new MapColumn(map, rows, mapOffsets, keys, Read(map.Value, entries, ref input), validity);
            case StructType structure:
                var fields = new Column[structure.Fields.Count];
                for (var index = 0; index < fields.Length; index++)
                {
                    fields[index] = Read(structure.Fields[index].Type, rows, ref input);
                }

                return new StructColumn(structure, rows, fields, validity);
            default:
                return ReadScalar(type, rows, ref input, validity);
        }
    }

    private static Column ReadScalar(DataType type, int rows, ref ReadOnlySpan<byte> input, Validity validity) => type.Kind switch
    {
        DataTypeKind.Boolean => new BooleanColumn(new BitBuffer(TakeBuffer<ulong>(ref input, Bitmap.WordCount(rows)), rows), validity),
        DataTypeKind.Int8 => ReadFixed<sbyte>(type, rows, ref input, validity),
        DataTypeKind.Int16 => ReadFixed<short>(type, rows, ref input, validity),
        DataTypeKind.Int32 or DataTypeKind.Date => ReadFixed<int>(type, rows, ref input, validity),
        DataTypeKind.Float32 => ReadFixed<float>(type, rows, ref input, validity),
        DataTypeKind.Float64 => ReadFixed<double>(type, rows, ref input, validity),
        DataTypeKind.String or DataTypeKind.Binary => ReadBinary(type, rows, ref input, validity),
        _ => ReadFixed<long>(type, rows, ref input, validity),
    };

    private static void WriteTexts(BinaryColumn texts, BufferBuilder<byte> output)
    {
        var end = 0;
        Append(output, [end]);
        for (var row = 0; row < texts.Length; row++)
        {
            end += texts.IsNull(row) ? 0 : texts.GetBytes(row).Length;
            Append(output, [end]);
        }

        for (var row = 0; row < texts.Length; row++)
        {
            if (!texts.IsNull(row))
            {
                output.Append(texts.GetBytes(row));
            }
        }
    }

    private static BinaryColumn ReadBinary(DataType type, int rows, ref ReadOnlySpan<byte> input, Validity validity)
    {
        if (Take(ref input) == Plain)
        {
            return ReadTexts(type, rows, ref input, validity);
        }

        var entries = Take(ref input);
        var codes = TakeBuffer<int>(ref input, rows);
        return new DictionaryBinaryColumn(ReadTexts(type, entries, ref input, default), rows, codes, validity);
    }

    private static PlainBinaryColumn ReadTexts(DataType type, int rows, ref ReadOnlySpan<byte> input, Validity validity)
    {
        var offsets = TakeBuffer<int>(ref input, rows + 1);
        return new PlainBinaryColumn(type, rows, offsets, TakeBuffer<byte>(ref input, offsets.Span<int>(rows + 1)[rows]), validity);
    }

    /// <summary>Offsets from zero, and of the elements only those that they cover.</summary>
    private static void WriteRanges(ReadOnlySpan<int> offsets, BufferBuilder<byte> output, params ReadOnlySpan<Column> elements)
    {
        var first = offsets[0];
        foreach (var offset in offsets)
        {
            Append(output, [offset - first]);
        }

        foreach (var column in elements)
        {
            using var covered = column.Slice(first, offsets[^1] - first);
            Write(covered, output);
        }
    }

    private static FixedColumn<T> ReadFixed<T>(DataType type, int rows, ref ReadOnlySpan<byte> input, Validity validity)
        where T : unmanaged
        => new(type, rows, TakeBuffer<T>(ref input, rows), validity);

    private static void Append<T>(BufferBuilder<byte> output, ReadOnlySpan<T> values)
        where T : unmanaged
        => output.Append(MemoryMarshal.AsBytes(values));

    private static void Append(BufferBuilder<byte> output, ReadOnlySpan<int> values) => Append<int>(output, values);

    private static int Take(ref ReadOnlySpan<byte> input)
    {
        var value = MemoryMarshal.Read<int>(input);
        input = input[sizeof(int)..];
        return value;
    }

    private static ColumnBuffer TakeBuffer<T>(ref ReadOnlySpan<byte> input, int count)
        where T : unmanaged
    {
        var buffer = ColumnBuffer.Rent<T>(count);
        var bytes = input[..(count * Unsafe.SizeOf<T>())];
        bytes.CopyTo(MemoryMarshal.AsBytes(buffer.Span<T>(count)));
        input = input[bytes.Length..];
        return buffer;
    }
}
