using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>The definition or repetition levels of a column chunk. As long as all are equal, only their number is kept.</summary>
internal sealed class ChunkLevels : IDisposable
{
    private readonly BufferBuilder<byte> _levels = new();
    private byte _only;
    private bool _isMixed;

    public int Count { get; private set; }

    public int ByteCount => _levels.Count;

    public void Append(byte level, int count)
    {
        if (count == 0)
        {
            return;
        }

        if (!_isMixed && (Count == 0 || level == _only))
        {
            _only = level;
        }
        else
        {
            Mix();
            _levels.Reserve(count).Fill(level);
        }

        Count += count;
    }

    public void Append(ReadOnlySpan<byte> levels)
    {
        if (levels.IsEmpty)
        {
            return;
        }

        if (!levels.ContainsAnyExcept(levels[0]))
        {
            Append(levels[0], levels.Length);
            return;
        }

        Mix();
        _levels.Append(levels);
        Count += levels.Length;
    }

    /// <summary>Appends the levels of rows of which those with a one have a value.</summary>
    public void Append(ReadOnlySpan<ulong> validity, int start, int count, byte valueLevel)
    {
        Mix();
        var target = _levels.Reserve(count);
        for (var index = 0; index < target.Length; index++)
        {
            target[index] = (byte)(valueLevel - 1 + (int)(validity[(start + index) >> 6] >> (start + index) & 1));
        }

        Count += count;
    }

    /// <summary>How many entries of a range have a level.</summary>
    public int CountOf(byte level, int start, int count)
        => _isMixed ? _levels.Span.Slice(start, count).Count(level) : level == _only ? count : 0;

    /// <summary>The position behind a row that begins at an entry: of the next entry with level 0, or the end.</summary>
    public int RowEnd(int start)
    {
        if (!_isMixed)
        {
            return _only == 0 ? start + 1 : Count;
        }

        var next = _levels.Span[(start + 1)..].IndexOf((byte)0);
        return next < 0 ? Count : start + 1 + next;
    }

    /// <summary>Encodes levels behind their length, as pages of version 1 have them.</summary>
    public void Encode(int start, int count, int bitWidth, BufferBuilder<byte> output)
    {
        var lengthPosition = output.Count;
        output.Reserve(sizeof(int));
        if (_isMixed)
        {
            HybridEncoder.Encode<byte>(_levels.Span.Slice(start, count), bitWidth, output);
        }
        else
        {
            HybridEncoder.AppendRun(_only, count, bitWidth, output);
        }

        BitConverter.TryWriteBytes(output.Span[lengthPosition..], output.Count - lengthPosition - sizeof(int));
    }

    public void Clear()
    {
        _levels.Truncate(0);
        _isMixed = false;
        Count = 0;
    }

    public void Dispose() => _levels.Dispose();

    private void Mix()
    {
        if (!_isMixed)
        {
            _isMixed = true;
            _levels.Reserve(Count).Fill(_only);
        }
    }
}
