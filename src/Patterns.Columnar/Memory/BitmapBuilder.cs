using System.Numerics;

namespace Patterns.Columnar.Memory;

/// <summary>Appends bits, LSB first.</summary>
internal sealed class BitmapBuilder : IDisposable
{
    private readonly BufferBuilder<ulong> _words = new();
    private ulong _current;

    public int Count { get; private set; }

    public int ZeroCount { get; private set; }

    public void Append(bool bit)
    {
        if (bit)
        {
            _current |= 1UL << Count;
        }
        else
        {
            ZeroCount++;
        }

        if ((++Count & 63) == 0)
        {
            Flush();
        }
    }

    public void Append(bool bit, int count)
    {
        if (!bit)
        {
            ZeroCount += count;
        }

        while (count > 0)
        {
            var offset = Count & 63;
            var taken = Math.Min(64 - offset, count);
            if (bit)
            {
                _current |= (ulong.MaxValue >> (64 - taken)) << offset;
            }

            Count += taken;
            count -= taken;
            if ((Count & 63) == 0)
            {
                Flush();
            }
        }
    }

    /// <summary>Appends the first bits of a bitmap.</summary>
    public void Append(ReadOnlySpan<ulong> words, int count)
    {
        for (var index = 0; count > 0; index++)
        {
            Append(words[index], Math.Min(64, count));
            count -= 64;
        }
    }

    /// <summary>Appends the lowest 1 to 64 bits of a word.</summary>
    public void Append(ulong word, int count)
    {
        word &= ulong.MaxValue >> (64 - count);
        ZeroCount += count - BitOperations.PopCount(word);
        var offset = Count & 63;
        _current |= word << offset;
        Count += count;
        if (offset + count >= 64)
        {
            Flush();
            _current = offset == 0 ? 0 : word >> (64 - offset);
        }
    }

    /// <summary>Takes back the last bits so that <paramref name="count"/> remain.</summary>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count, nameof(count));
        var words = _words.Span;
        for (var index = count; index < Count; index++)
        {
            var word = index >> 6 < words.Length ? words[index >> 6] : _current;
            ZeroCount -= (word >> index & 1) == 0 ? 1 : 0;
        }

        var remaining = count >> 6 < words.Length ? words[count >> 6] : _current;
        _current = remaining & ((1UL << (count & 63)) - 1);
        _words.Truncate(Math.Min(words.Length, count >> 6));
        Count = count;
    }

    /// <summary>Hands the bits over to the caller, who owns them, and starts anew.</summary>
    public BitBuffer Detach()
    {
        var length = Count;
        if ((length & 63) != 0)
        {
            Flush();
        }

        Count = 0;
        ZeroCount = 0;
        return new BitBuffer(_words.Detach(), length);
    }

    public void Dispose()
    {
        _words.Dispose();
        _current = 0;
        Count = 0;
        ZeroCount = 0;
    }

    private void Flush()
    {
        _words.Append(_current);
        _current = 0;
    }
}
