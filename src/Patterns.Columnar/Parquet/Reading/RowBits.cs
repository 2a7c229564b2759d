using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>One bit per row of a batch in the making, filled range by range: validity, or values of booleans.</summary>
internal sealed class RowBits : IDisposable
{
    private readonly BufferBuilder<ulong> _words = new();
    private int _valueCount;

    /// <summary>The number of rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>All words, the bits of rows to come being unspecified.</summary>
    public Span<ulong> Words => _words.Span;

    /// <summary>Adds rows, whose bits the caller sets from <see cref="Count"/> as it was before.</summary>
    public void Extend(int count)
    {
        Count += count;
        var missing = Bitmap.WordCount(Count) - _words.Count;
        if (missing > 0)
        {
            _words.Reserve(missing);
        }
    }

    /// <summary>Takes rows back that were added last and turned out not to exist.</summary>
    public void Shorten(int count) => Count -= count;

    /// <summary>Tells how many of the rows added last are not null.</summary>
    public void AddValues(int count) => _valueCount += count;

    /// <summary>Hands the bits over as values and starts anew.</summary>
    public BitBuffer DetachBits()
    {
        var count = Count;
        Bitmap.ClearTail(_words.Span, count);
        Count = 0;
        _valueCount = 0;
        return new BitBuffer(_words.Detach(), count);
    }

    /// <summary>Hands the bits over as validity and starts anew.</summary>
    public Validity Detach()
    {
        var nulls = Count - _valueCount;
        if (nulls == 0)
        {
            Clear();
            return default;
        }

        return Validity.FromOwned(DetachBits(), nulls);
    }

    public void Clear()
    {
        Count = 0;
        _valueCount = 0;
        _words.Truncate(0);
    }

    public void Dispose() => _words.Dispose();
}
