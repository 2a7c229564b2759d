using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Memory;

/// <summary>Which rows of a column are not null: one bit per row, or nothing at all when no row is null (the default value).</summary>
internal readonly struct Validity
{
    private readonly BitBuffer _bits;

    private Validity(BitBuffer bits, int nullCount)
    {
        _bits = bits;
        NullCount = nullCount;
    }

    /// <summary>The number of nulls; zero means that there is no bitmap.</summary>
    public int NullCount { get; }

    /// <summary>The bitmap with ones for values, or an empty span when no row is null.</summary>
    public ReadOnlySpan<ulong> Words => NullCount == 0 ? default : _bits.Words;

    /// <summary>Takes the ownership of a bitmap; releases it at once when it says that no row is null.</summary>
    public static Validity FromOwned(BitBuffer bits) => FromOwned(bits, bits.Length - bits.CountOnes());

    /// <summary>As <see cref="FromOwned(BitBuffer)"/> with the nulls counted by the caller.</summary>
    public static Validity FromOwned(BitBuffer bits, int nullCount)
    {
        if (nullCount > 0)
        {
            return new Validity(bits, nullCount);
        }

        bits.Release();
        return default;
    }

    public bool IsNull(int index) => NullCount != 0 && !_bits[index];

    /// <summary>A range of the rows with a reference of its own.</summary>
    public Validity Slice(int start, int length) => NullCount == 0 ? default : FromOwned(_bits.Slice(start, length));

    /// <summary>The same rows with a reference of its own.</summary>
    public Validity Share() => NullCount == 0 ? default : new Validity(_bits.Slice(0, _bits.Length), NullCount);

    /// <summary>Rows that are not null on both sides, with a reference of its own.</summary>
    public Validity Intersect(in Validity other, int length)
    {
        if (NullCount == 0 || other.NullCount == 0)
        {
            return NullCount == 0 ? other.Share() : Share();
        }

        var words = Bitmap.WordCount(length);
        var buffer = ColumnBuffer.Rent<ulong>(words);
        BitmapLogic.And(Words, other.Words, buffer.Span<ulong>(words));
        return FromOwned(new BitBuffer(buffer, length));
    }

    /// <summary>The validity of rows picked by position.</summary>
    public Validity Take(ReadOnlySpan<int> rows)
    {
        if (NullCount == 0)
        {
            return default;
        }

        var bits = Gather.BitBuffer(Words, rows, out var nulls);
        return FromOwned(bits, nulls);
    }

    public void Release()
    {
        if (NullCount != 0)
        {
            _bits.Release();
        }
    }
}
