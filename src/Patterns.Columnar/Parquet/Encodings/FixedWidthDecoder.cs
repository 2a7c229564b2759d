namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Decodes values of one width into the plain form: one after the other, little-endian, without gaps. Conversions to a column's type start
/// from that form whatever the encoding was.
/// </summary>
internal abstract class FixedWidthDecoder
{
    /// <summary>The next values in plain form; valid until the next call.</summary>
    /// <exception cref="CorruptDataException">There are fewer values.</exception>
    public abstract ReadOnlySpan<byte> Take(int count);

    /// <summary>
    /// The most values to ask for at a time. A decoder is made for each page, so that the room which it needs for what it hands out must be small.
    /// </summary>
    public virtual int MaxCount => 256;

    /// <summary>Passes over the next values.</summary>
    public virtual void Skip(int count)
    {
        for (; count > 0; count -= Math.Min(count, MaxCount))
        {
            Take(Math.Min(count, MaxCount));
        }
    }
}
