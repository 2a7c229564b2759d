using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Some of the rows of a batch: one bit per row, or no bitmap at all while every row is selected. Disposal gives the bitmap back.</summary>
internal sealed class Selection : IDisposable
{
    private readonly BitBuffer _bits;
    private readonly bool _hasBits;
    private int _disposed;

    private Selection(int length)
    {
        Length = length;
        Count = length;
    }

    private Selection(BitBuffer bits, int count)
    {
        _bits = bits;
        _hasBits = true;
        Length = bits.Length;
        Count = count;
    }

    /// <summary>The number of rows of the batch.</summary>
    public int Length { get; }

    /// <summary>The number of selected rows.</summary>
    public int Count { get; }

    public bool IsAll => Count == Length;

    public bool IsEmpty => Count == 0;

    /// <summary>The bitmap with ones for selected rows; empty when all rows are selected.</summary>
    public ReadOnlySpan<ulong> Words => _hasBits ? _bits.Words : default;

    public static Selection All(int length) => new(length);

    public static Selection None(int length)
    {
        var words = Bitmap.WordCount(length);
        return length == 0 ? new Selection(0) : new Selection(new BitBuffer(ColumnBuffer.RentCleared<ulong>(words), length), 0);
    }

    /// <summary>Takes the ownership of a bitmap; releases it at once when it selects every row.</summary>
    public static Selection FromOwned(BitBuffer bits)
    {
        var count = bits.CountOnes();
        if (count != bits.Length || count == 0)
        {
            return new Selection(bits, count);
        }

        bits.Release();
        return new Selection(count);
    }

    public bool Contains(int row) => !_hasBits || _bits[row];

    /// <summary>The same rows, owned by another holder.</summary>
    public Selection Share() => _hasBits ? new Selection(_bits.Slice(0, Length), Count) : new Selection(Length);

    /// <summary>The selected rows that the bitmap has, too.</summary>
    public Selection Intersect(ReadOnlySpan<ulong> words)
    {
        var result = RentWords(out var buffer);
        if (_hasBits)
        {
            BitmapLogic.And(Words, words, result);
        }
        else
        {
            words[..result.Length].CopyTo(result);
        }

        return FromOwned(new BitBuffer(buffer, Length));
    }

    /// <summary>The selected rows that the bitmap does not have.</summary>
    public Selection Except(ReadOnlySpan<ulong> words)
    {
        var result = RentWords(out var buffer);
        if (_hasBits)
        {
            BitmapLogic.AndNot(Words, words, result);
        }
        else
        {
            BitmapLogic.Not(words[..result.Length], result);
            Bitmap.ClearTail(result, Length);
        }

        return FromOwned(new BitBuffer(buffer, Length));
    }

    /// <summary>The 0-based selected rows in order.</summary>
    /// <param name="rows">Receives <see cref="Count"/> rows.</param>
    public void CopyRows(Span<int> rows)
    {
        var next = 0;
        foreach (var row in this)
        {
            rows[next++] = row;
        }
    }

    public RowEnumerator GetEnumerator() => new(this);

    public void Dispose()
    {
        if (_hasBits && Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _bits.Release();
        }
    }

    private Span<ulong> RentWords(out ColumnBuffer buffer)
    {
        var count = Bitmap.WordCount(Length);
        buffer = ColumnBuffer.Rent<ulong>(count);
        return buffer.Span<ulong>(count);
    }

    /// <summary>Walks the selected rows in order.</summary>
    public ref struct RowEnumerator
    {
        private readonly ReadOnlySpan<ulong> _words;
        private readonly int _length;
        private readonly bool _isAll;
        private ulong _word;
        private int _wordIndex;

        public RowEnumerator(Selection selection)
        {
            _words = selection.Words;
            _isAll = _words.IsEmpty;
            _length = selection.Length;
            _wordIndex = -1;
            Current = -1;
        }

        public int Current { get; private set; }

        public bool MoveNext()
        {
            if (_isAll)
            {
                return ++Current < _length;
            }

            while (_word == 0)
            {
                if (++_wordIndex >= _words.Length)
                {
                    return false;
                }

                _word = _words[_wordIndex];
            }

            Current = (_wordIndex << 6) + BitOperations.TrailingZeroCount(_word);
            _word &= _word - 1;
            return true;
        }
    }
}
