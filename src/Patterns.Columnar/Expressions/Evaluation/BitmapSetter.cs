using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>A bitmap of zeros in which bits are set at any position.</summary>
internal sealed class BitmapSetter(int length) : IDisposable
{
    private ColumnBuffer? _words = ColumnBuffer.RentCleared<ulong>(Bitmap.WordCount(length));

    public void Set(int index) => _words!.Span<ulong>(index >> 6, 1)[0] |= 1UL << index;

    /// <summary>Hands the bits over.</summary>
    public BitBuffer Detach()
    {
        var bits = new BitBuffer(_words!, length);
        _words = null;
        return bits;
    }

    public void Dispose()
    {
        _words?.Release();
        _words = null;
    }
}
