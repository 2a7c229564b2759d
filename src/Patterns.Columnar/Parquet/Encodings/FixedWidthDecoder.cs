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

    /// <summary>Passes over the next values.</summary>
    public virtual void Skip(int count) => Take(count);
}
