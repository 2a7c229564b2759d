using System.Text;

namespace Patterns.Columnar.Parquet.Thrift;

/// <summary>
/// Reads Thrift's compact protocol from memory. Every length is checked against the bytes that are left before it is used, and nesting
/// against <see cref="MaxDepth"/>, so that hostile input can neither allocate nor recurse beyond its own size.
/// </summary>
internal ref struct CompactReader(ReadOnlySpan<byte> data)
{
    private const int MaxDepth = 32;
    private const int MaxVarintBytes = 10;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _depth;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    private readonly int Remaining => _data.Length - Position;

    /// <summary>Moves to the next field of a struct; false at its end. A struct starts with a default cursor.</summary>
    public bool Next(ref StructCursor cursor)
    {
        if (cursor.Type == CompactType.Stop && ++_depth > MaxDepth)
        {
            throw new CorruptDataException($"structs are nested deeper than {MaxDepth}");
        }

        var header = ReadByte();
        cursor.Type = (CompactType)(header & 0x0F);
        if (cursor.Type == CompactType.Stop)
        {
            _depth--;
            return false;
        }

        cursor.Id = header >> 4 == 0 ? ReadInt16() : (short)(cursor.Id + (header >> 4));
        return true;
    }

    public int Int32(in StructCursor field)
    {
        field.Require(CompactType.Int32);
        return ReadInt32();
    }

    public int Int16(in StructCursor field)
    {
        field.Require(CompactType.Int16);
        return ReadInt16();
    }

    public sbyte SByte(in StructCursor field)
    {
        field.Require(CompactType.Byte);
        return (sbyte)ReadByte();
    }

    public long Int64(in StructCursor field)
    {
        field.Require(CompactType.Int64);
        return ReadInt64();
    }

    public ReadOnlySpan<byte> Binary(in StructCursor field)
    {
        field.Require(CompactType.Binary);
        return ReadBinary();
    }

    public string String(in StructCursor field) => Encoding.UTF8.GetString(Binary(field));

    /// <summary>Reads the head of a list and returns how many elements follow; at most as many as there are bytes left.</summary>
    public int List(in StructCursor field, CompactType element)
    {
        field.Require(CompactType.List);
        var (type, count) = ReadListHeader();
        var matches = type == element || (element == CompactType.True && type == CompactType.False);
        return matches || count == 0
            ? count
            : throw new CorruptDataException($"field {field.Id} is a list of {type}, expected a list of {element}");
    }

    /// <summary>The next element of a list of integers.</summary>
    public int ReadInt32() => (int)ReadInt64();

    /// <summary>The next element of a list of integers.</summary>
    public long ReadInt64()
    {
        var bits = ReadVarint();
        return (long)(bits >> 1) ^ -(long)(bits & 1);
    }

    /// <summary>The next element of a list of texts or bytes; valid as long as the memory that is read.</summary>
    public ReadOnlySpan<byte> ReadBinary()
    {
        var length = ReadVarint();
        if (length > (ulong)Remaining)
        {
            throw CorruptDataException.Truncated($"a text of {length} bytes with {Remaining} bytes left");
        }

        var bytes = _data.Slice(Position, (int)length);
        Position += bytes.Length;
        return bytes;
    }

    /// <summary>The next element of a list of booleans.</summary>
    public bool ReadBool() => ReadByte() == (byte)CompactType.True;

    /// <summary>Passes over the value of a field that is not known or not wanted.</summary>
    public void Skip(in StructCursor field) => Skip(field.Type, isElement: false);

    private void Skip(CompactType type, bool isElement)
    {
        switch (type)
        {
            case CompactType.True or CompactType.False:
                Advance(isElement ? 1 : 0);
                break;
            case CompactType.Byte:
                Advance(1);
                break;
            case CompactType.Int16 or CompactType.Int32 or CompactType.Int64:
                _ = ReadVarint();
                break;
            case CompactType.Double:
                Advance(sizeof(double));
                break;
            case CompactType.Uuid:
                Advance(16);
                break;
            case CompactType.Binary:
                _ = ReadBinary();
                break;
            case CompactType.List or CompactType.Set:
                SkipList();
                break;
            case CompactType.Map:
                SkipMap();
                break;
            case CompactType.Struct:
                SkipStruct();
                break;
            default:
                throw new CorruptDataException($"{(int)type} is not a type of the compact protocol");
        }
    }

    private void SkipStruct()
    {
        var cursor = default(StructCursor);
        while (Next(ref cursor))
        {
            Skip(cursor.Type, isElement: false);
        }
    }

    private void SkipList()
    {
        Descend();
        var (type, count) = ReadListHeader();
        for (var index = 0; index < count; index++)
        {
            Skip(type, isElement: true);
        }

        _depth--;
    }

    private void SkipMap()
    {
        Descend();
        var count = CheckedCount(ReadVarint());
        if (count > 0)
        {
            var types = ReadByte();
            for (var index = 0; index < count; index++)
            {
                Skip((CompactType)(types >> 4), isElement: true);
                Skip((CompactType)(types & 0x0F), isElement: true);
            }
        }

        _depth--;
    }

    private void Descend()
    {
        if (++_depth > MaxDepth)
        {
            throw new CorruptDataException($"collections are nested deeper than {MaxDepth}");
        }
    }

    private (CompactType Type, int Count) ReadListHeader()
    {
        var header = ReadByte();
        var count = header >> 4;
        return ((CompactType)(header & 0x0F), CheckedCount(count == 15 ? ReadVarint() : (ulong)count));
    }

    // Every element takes at least one byte, so a larger count is a lie, found before anything is allocated for it.
    private readonly int CheckedCount(ulong count)
        => count <= (ulong)Remaining
            ? (int)count
            : throw CorruptDataException.Truncated($"a collection of {count} elements with {Remaining} bytes left");

    private short ReadInt16() => (short)ReadInt64();

    private byte ReadByte()
    {
        if (Remaining == 0)
        {
            throw CorruptDataException.Truncated("the data end inside a value");
        }

        return _data[Position++];
    }

    private ulong ReadVarint()
    {
        var result = 0UL;
        for (var index = 0; index < MaxVarintBytes; index++)
        {
            var next = ReadByte();
            result |= (ulong)(next & 0x7F) << (7 * index);
            if (next < 0x80)
            {
                return result;
            }
        }

        throw new CorruptDataException($"a variable-length integer has more than {MaxVarintBytes} bytes");
    }

    private void Advance(int count)
    {
        if (count > Remaining)
        {
            throw CorruptDataException.Truncated($"a value of {count} bytes with {Remaining} bytes left");
        }

        Position += count;
    }
}
