using System.Text;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Thrift;

/// <summary>Writes Thrift's compact protocol. Fields of a struct are written in ascending order of their ids.</summary>
internal sealed class CompactWriter : IDisposable
{
    private readonly BufferBuilder<byte> _bytes = new();
    private readonly Stack<short> _outerIds = new();
    private short _lastId;

    /// <summary>What was written since the last <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _bytes.Span;

    public void Clear()
    {
        _bytes.Truncate(0);
        _lastId = 0;
    }

    /// <summary>Starts a struct that is not a field: the root, or an element of a list.</summary>
    public void BeginStruct()
    {
        _outerIds.Push(_lastId);
        _lastId = 0;
    }

    /// <summary>Starts a struct that is a field.</summary>
    public void BeginStruct(short id)
    {
        Header(id, CompactType.Struct);
        BeginStruct();
    }

    public void EndStruct()
    {
        _bytes.Append((byte)CompactType.Stop);
        _lastId = _outerIds.Pop();
    }

    /// <summary>An empty struct as the member of a union.</summary>
    public void EmptyStruct(short id)
    {
        BeginStruct(id);
        EndStruct();
    }

    public void Bool(short id, bool value) => Header(id, value ? CompactType.True : CompactType.False);

    public void SByte(short id, sbyte value)
    {
        Header(id, CompactType.Byte);
        _bytes.Append((byte)value);
    }

    public void Int16(short id, short value)
    {
        Header(id, CompactType.Int16);
        Int64(value);
    }

    public void Int32(short id, int value)
    {
        Header(id, CompactType.Int32);
        Int64(value);
    }

    public void Int64(short id, long value)
    {
        Header(id, CompactType.Int64);
        Int64(value);
    }

    public void Binary(short id, ReadOnlySpan<byte> value)
    {
        Header(id, CompactType.Binary);
        Binary(value);
    }

    public void String(short id, string value) => Binary(id, Encoding.UTF8.GetBytes(value));

    /// <summary>Starts a list, whose elements follow.</summary>
    public void List(short id, CompactType element, int count)
    {
        Header(id, CompactType.List);
        if (count < 15)
        {
            _bytes.Append((byte)(count << 4 | (int)element));
        }
        else
        {
            _bytes.Append((byte)(0xF0 | (int)element));
            Varint((ulong)count);
        }
    }

    /// <summary>An element of a list.</summary>
    public void Int64(long value) => Varint((ulong)(value << 1) ^ (ulong)(value >> 63));

    /// <summary>An element of a list.</summary>
    public void Binary(ReadOnlySpan<byte> value)
    {
        Varint((ulong)value.Length);
        _bytes.Append(value);
    }

    /// <summary>An element of a list.</summary>
    public void Bool(bool value) => _bytes.Append((byte)(value ? CompactType.True : CompactType.False));

    public void Dispose() => _bytes.Dispose();

    private void Header(short id, CompactType type)
    {
        var delta = id - _lastId;
        if (delta is > 0 and < 16)
        {
            _bytes.Append((byte)(delta << 4 | (int)type));
        }
        else
        {
            _bytes.Append((byte)type);
            Int64(id);
        }

        _lastId = id;
    }

    private void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.Append((byte)(value | 0x80));
            value >>= 7;
        }

        _bytes.Append((byte)value);
    }
}
