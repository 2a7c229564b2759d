namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>How values of a column are written in plain form: the inverse of <see cref="ValueConversion{T}"/>.</summary>
internal abstract class PlainForm<T>
    where T : unmanaged
{
    /// <summary>Bytes of a value.</summary>
    public abstract int Width { get; }

    /// <summary>Writes values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="plain">Filled completely: <see cref="Width"/> bytes per value.</param>
    public abstract void Write(ReadOnlySpan<T> values, Span<byte> plain);
}
