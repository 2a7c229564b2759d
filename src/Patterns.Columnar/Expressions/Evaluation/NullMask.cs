using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Nulls of a result: those of an operand, to which more can be added. There is no bitmap of its own until one is.</summary>
internal sealed class NullMask(int length, Validity validity) : IDisposable
{
    private Validity _validity = validity;
    private ColumnBuffer? _words;

    /// <summary>Makes a row null.</summary>
    public void Set(int row)
    {
        _words ??= Copy();
        _words.Span<ulong>(row >> 6, 1)[0] &= ~(1UL << row);
    }

    /// <summary>Hands the nulls over.</summary>
    public Validity Detach()
    {
        var result = _words is null ? _validity : Validity.FromOwned(new BitBuffer(_words, length));
        if (_words is not null)
        {
            _validity.Release();
        }

        _words = null;
        _validity = default;
        return result;
    }

    public void Dispose() => Detach().Release();

    private ColumnBuffer Copy()
    {
        var count = Bitmap.WordCount(length);
        var buffer = ColumnBuffer.Rent<ulong>(count);
        var words = buffer.Span<ulong>(count);
        if (_validity.NullCount == 0)
        {
            Bitmap.Fill(words, length);
        }
        else
        {
            _validity.Words.CopyTo(words);
        }

        return buffer;
    }
}
