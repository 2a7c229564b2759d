using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace Patterns.Testing;

/// <summary>Reads a vector of a result chunk into .NET values.</summary>
internal static unsafe class DuckDbVector
{
    private const int InlineTextLength = 12;

    private const int TextSize = 16;

    /// <summary>The first <paramref name="count"/> values; null where the validity bit is clear.</summary>
    public static object?[] Read(nint vector, DuckDbType type, int count)
    {
        var values = new object?[count];
        byte* data = DuckDbNative.VectorData(vector);
        ulong* validity = DuckDbNative.VectorValidity(vector);
        Func<int, object?> read = Reader(vector, data, type, count);
        for (var row = 0; row < count; row++)
        {
            bool valid = validity is null || (validity[row >> 6] >> (row & 63) & 1) != 0;
            values[row] = valid ? read(row) : null;
        }

        return values;
    }

    private static Func<int, object?> Reader(nint vector, byte* data, DuckDbType type, int count)
    {
        switch (type.Id)
        {
            case DuckDbTypeId.Boolean:
                return row => data[row] != 0;
            case DuckDbTypeId.Float:
                return row => At<float>(data, row);
            case DuckDbTypeId.Double:
                return row => At<double>(data, row);
            case DuckDbTypeId.Date:
                return row => At<int>(data, row);
            case DuckDbTypeId.Timestamp or DuckDbTypeId.TimestampWithZone or DuckDbTypeId.TimestampSeconds
                or DuckDbTypeId.TimestampMilliseconds or DuckDbTypeId.TimestampNanoseconds or DuckDbTypeId.Time or DuckDbTypeId.TimeNanoseconds:
                return row => At<long>(data, row);
            case DuckDbTypeId.Interval:
                return row => At<DuckDbInterval>(data, row);
            case DuckDbTypeId.Varchar:
                return row => Encoding.UTF8.GetString(Bytes(data, row));
            case DuckDbTypeId.Blob:
                return row => Bytes(data, row).ToArray();
            case DuckDbTypeId.Uuid:
                return row => ToGuid(At<UInt128>(data, row));
            case DuckDbTypeId.Decimal:
                return row => new DuckDbDecimal(Widen(data, row, type.Storage), type.Scale);
            case DuckDbTypeId.Enum:
                return row => type.Labels[(int)Widen(data, row, type.Storage)];
            case DuckDbTypeId.List:
                return ListReader(vector, data, type);
            case DuckDbTypeId.Map:
                return MapReader(vector, data, type);
            case DuckDbTypeId.Array:
                object?[] items = Read(DuckDbNative.ArrayChild(vector), type.Children[0].Type, count * type.Length);
                return row => items[(row * type.Length)..((row + 1) * type.Length)];
            case DuckDbTypeId.Struct:
                return StructReader(vector, type, count);
            case DuckDbTypeId.SqlNull:
                return static _ => null;
            default:
                return IntegerReader(data, type);
        }
    }

    private static Func<int, object?> IntegerReader(byte* data, DuckDbType type) => type.Id switch
    {
        DuckDbTypeId.TinyInt => row => At<sbyte>(data, row),
        DuckDbTypeId.SmallInt => row => At<short>(data, row),
        DuckDbTypeId.Integer => row => At<int>(data, row),
        DuckDbTypeId.BigInt => row => At<long>(data, row),
        DuckDbTypeId.UTinyInt => row => At<byte>(data, row),
        DuckDbTypeId.USmallInt => row => At<ushort>(data, row),
        DuckDbTypeId.UInteger => row => At<uint>(data, row),
        DuckDbTypeId.UBigInt => row => At<ulong>(data, row),
        DuckDbTypeId.HugeInt => row => At<Int128>(data, row),
        DuckDbTypeId.UHugeInt => row => At<UInt128>(data, row),
        _ => throw new NotSupportedException($"Values of type {type.Name} are not read. Cast the column to VARCHAR in the query, or use QueryText."),
    };

    private static Func<int, object?> ListReader(nint vector, byte* data, DuckDbType type)
    {
        object?[] items = Read(DuckDbNative.ListChild(vector), type.Children[0].Type, (int)DuckDbNative.ListSize(vector));
        return row => items[Slice(data, row)];
    }

    private static Func<int, object?> MapReader(nint vector, byte* data, DuckDbType type)
    {
        nint entries = DuckDbNative.ListChild(vector);
        var size = (int)DuckDbNative.ListSize(vector);
        object?[] keys = Read(DuckDbNative.StructChild(entries, 0), type.Children[0].Type, size);
        object?[] values = Read(DuckDbNative.StructChild(entries, 1), type.Children[1].Type, size);
        return row =>
        {
            Range slice = Slice(data, row);
            return keys[slice].Zip(values[slice], static (key, value) => KeyValuePair.Create(key!, value)).ToArray();
        };
    }

    private static Func<int, object?> StructReader(nint vector, DuckDbType type, int count)
    {
        object?[][] fields = [.. type.Children.Select((field, index) => Read(DuckDbNative.StructChild(vector, (ulong)index), field.Type, count))];
        return row => new OrderedDictionary<string, object?>(
            type.Children.Select((field, index) => KeyValuePair.Create(field.Name, fields[index][row])));
    }

    private static T At<T>(byte* data, int row)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(data + (long)row * sizeof(T));

    private static Int128 Widen(byte* data, int row, DuckDbTypeId storage) => storage switch
    {
        DuckDbTypeId.UTinyInt => At<byte>(data, row),
        DuckDbTypeId.USmallInt => At<ushort>(data, row),
        DuckDbTypeId.UInteger => At<uint>(data, row),
        DuckDbTypeId.SmallInt => At<short>(data, row),
        DuckDbTypeId.Integer => At<int>(data, row),
        DuckDbTypeId.BigInt => At<long>(data, row),
        _ => At<Int128>(data, row),
    };

    // string_t: 32 bits of length, then either 12 bytes of text or a 4 byte prefix and a pointer.
    private static ReadOnlySpan<byte> Bytes(byte* data, int row)
    {
        byte* text = data + (long)row * TextSize;
        int length = *(int*)text;
        return length <= InlineTextLength ? new(text + 4, length) : new(*(byte**)(text + 8), length);
    }

    // duckdb_list_entry: offset and length, 64 bits each.
    private static Range Slice(byte* data, int row)
    {
        var offset = (int)At<ulong>(data, 2 * row);
        return offset..(offset + (int)At<ulong>(data, (2 * row) + 1));
    }

    // A UUID is stored as a 128-bit integer whose top bit is flipped, so that the order of the integers is the order of the texts.
    private static Guid ToGuid(UInt128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, stored ^ (UInt128.One << 127));
        return new Guid(bytes, bigEndian: true);
    }
}
