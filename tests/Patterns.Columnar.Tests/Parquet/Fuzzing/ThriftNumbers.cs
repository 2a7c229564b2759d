using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>Finds the variable-length integers of a struct in Thrift's compact protocol: numbers, lengths of texts, and sizes of collections.</summary>
internal sealed class ThriftNumbers
{
    private readonly byte[] _bytes;
    private readonly List<Range> _found = [];
    private int _position;

    private ThriftNumbers(byte[] bytes, int start)
    {
        _bytes = bytes;
        _position = start;
    }

    /// <summary>Where each number of a well-formed struct lies.</summary>
    /// <param name="bytes">Bytes that hold it.</param>
    /// <param name="start">Its 0-based first byte.</param>
    public static List<Range> Find(byte[] bytes, int start)
    {
        var finder = new ThriftNumbers(bytes, start);
        finder.PassStruct();
        return finder._found;
    }

    private void PassStruct()
    {
        for (var header = _bytes[_position++]; header != 0; header = _bytes[_position++])
        {
            if (header >> 4 == 0)
            {
                PassNumber();
            }

            Pass((CompactType)(header & 15), isElement: false);
        }
    }

    private void Pass(CompactType type, bool isElement)
    {
        switch (type)
        {
            case CompactType.True or CompactType.False:
                _position += isElement ? 1 : 0;
                break;
            case CompactType.Byte:
                _position++;
                break;
            case CompactType.Int16 or CompactType.Int32 or CompactType.Int64:
                PassNumber();
                break;
            case CompactType.Double:
                _position += 8;
                break;
            case CompactType.Binary:
                var length = (int)PassNumber();
                _position += length;
                break;
            case CompactType.Struct:
                PassStruct();
                break;
            default:
                PassList();
                break;
        }
    }

    private void PassList()
    {
        var header = _bytes[_position++];
        var count = header >> 4 == 15 ? (long)PassNumber() : header >> 4;
        for (var index = 0L; index < count; index++)
        {
            Pass((CompactType)(header & 15), isElement: true);
        }
    }

    private ulong PassNumber()
    {
        var start = _position;
        var value = 0UL;
        do
        {
            value |= (ulong)(_bytes[_position] & 127) << (7 * (_position - start));
        }
        while (_bytes[_position++] >= 128);

        _found.Add(start.._position);
        return value;
    }
}
