using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Byte arrays of which each starts as the one before. Source: parquet-format, Encodings.md, "Delta Strings (DELTA_BYTE_ARRAY = 7)".
/// </summary>
internal sealed class DeltaBytesDecoder : BinaryDecoder
{
    // Shared beginnings cost nothing in the file, so what they may grow to has to be bounded by something else.
    private const long MaxByteCount = 64 << 20;
    private const int MaxGrowth = 256;
    private const int LengthsAtATime = 128;

    private readonly DeltaIntegers _prefixes;
    private readonly DeltaIntegers _suffixes;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly long _limit;
    private readonly long[] _kept = new long[LengthsAtATime];
    private readonly long[] _added = new long[LengthsAtATime];
    private int _nextLength;
    private int _lengthCount;
    private byte[] _last = [];
    private int _lastLength;
    private int _position;
    private long _written;

    public DeltaBytesDecoder(ReadOnlyMemory<byte> data)
    {
        _prefixes = new DeltaIntegers(data);
        var rest = data[new DeltaIntegers(data).SkipAll()..];
        _suffixes = new DeltaIntegers(rest);
        _bytes = rest[new DeltaIntegers(rest).SkipAll()..];
        _limit = MaxByteCount + ((long)data.Length * MaxGrowth);
    }

    public override void Append(Span<int> starts, BufferBuilder<byte> bytes)
    {
        foreach (ref var start in starts)
        {
            Next();
            start = bytes.Count;
            bytes.Append(_last.AsSpan(0, _lastLength));
        }
    }

    public override void Skip(int count)
    {
        for (var index = 0; index < count; index++)
        {
            Next();
        }
    }

    private void Next()
    {
        if (_nextLength == _lengthCount)
        {
            TakeLengths();
        }

        var (kept, added) = (_kept[_nextLength], _added[_nextLength]);
        _nextLength++;
        if (kept < 0 || kept > _lastLength || added < 0 || added > _bytes.Length - _position)
        {
            throw new CorruptDataException(
                $"a value that shares {kept} of {_lastLength} bytes with the one before and adds {added}, with {_bytes.Length - _position} bytes left");
        }

        _written += kept + added;
        if (_written > _limit)
        {
            throw new CorruptDataException($"values that share their beginnings have more than {_limit} bytes in one page");
        }

        var length = (int)(kept + added);
        if (_last.Length < length)
        {
            Array.Resize(ref _last, Math.Max(length, 2 * _last.Length));
        }

        _bytes.Span.Slice(_position, (int)added).CopyTo(_last.AsSpan((int)kept));
        _position += (int)added;
        _lastLength = length;
    }

    private void TakeLengths()
    {
        _nextLength = 0;
        _lengthCount = Math.Min(LengthsAtATime, _prefixes.Remaining);
        if (_lengthCount == 0)
        {
            throw new CorruptDataException("there are fewer values than the page's header says");
        }

        _prefixes.Decode(_kept.AsSpan(0, _lengthCount));
        _suffixes.Decode(_added.AsSpan(0, _lengthCount));
    }
}
