namespace Patterns.Columnar.Memory;

/// <summary>Bits in a pooled block, LSB first from bit 0 of a word; bits behind the last one are zero. Holds one reference.</summary>
/// <remarks>Starting at bit 0 lets kernels work on whole words; a slice at another bit is a shifted copy.</remarks>
internal readonly struct BitBuffer
{
    private readonly ColumnBuffer _buffer;
    private readonly int _wordStart;

    public BitBuffer(ColumnBuffer buffer, int length, int wordStart = 0)
    {
        _buffer = buffer;
        _wordStart = wordStart;
        Length = length;
    }

    /// <summary>The number of bits.</summary>
    public int Length { get; }

    public ReadOnlySpan<ulong> Words => _buffer.Span<ulong>(_wordStart, Bitmap.WordCount(Length));

    public bool this[int index] => Bitmap.Get(Words, index);

    public int CountOnes() => Bitmap.CountOnes(Words);

    /// <summary>A range of the bits with a reference of its own.</summary>
    public BitBuffer Slice(int start, int length)
    {
        var wholeWords = (start & 63) == 0 && ((length & 63) == 0 || start + length == Length);
        if (wholeWords)
        {
            return new BitBuffer(_buffer.Retain(), length, _wordStart + (start >> 6));
        }

        var copy = ColumnBuffer.Rent<ulong>(Bitmap.WordCount(length));
        Bitmap.Slice(Words, start, length, copy.Span<ulong>(Bitmap.WordCount(length)));
        return new BitBuffer(copy, length);
    }

    public void Release() => _buffer.Release();
}
