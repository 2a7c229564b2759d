namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Turns values in plain form into values of a column.</summary>
internal abstract class ValueConversion<T>
    where T : unmanaged
{
    /// <summary>Bytes of a value in plain form.</summary>
    public abstract int PlainWidth { get; }

    /// <summary>Converts values.</summary>
    /// <param name="plain">As many values as <paramref name="destination"/> takes.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="CorruptDataException">A value is outside the range of its type.</exception>
    public abstract void Convert(ReadOnlySpan<byte> plain, Span<T> destination);
}
