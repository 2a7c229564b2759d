using System.Numerics;

namespace Patterns.Tables.Keys;

/// <summary>Some of the 1-based numbers of the rows of an input, one bit for each.</summary>
internal sealed class RowNumberSet
{
    private ulong[] _words = new ulong[16];

    /// <summary>How many numbers there are.</summary>
    public long Count { get; private set; }

    public bool Contains(long number) => number / 64 < _words.Length && (_words[number / 64] >> (int)(number % 64) & 1) != 0;

    /// <summary>Adds a number; false when it was there.</summary>
    public bool Add(long number)
    {
        if (number / 64 >= _words.Length)
        {
            Array.Resize(ref _words, checked((int)BitOperations.RoundUpToPowerOf2((ulong)(number / 64) + 1)));
        }

        var isNew = !Contains(number);
        _words[number / 64] |= 1UL << (int)(number % 64);
        Count += isNew ? 1 : 0;
        return isNew;
    }
}
