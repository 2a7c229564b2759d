using System.Buffers;
using System.Globalization;

namespace Patterns.Core;

/// <summary>A number of bytes, zero or more. The default is zero.</summary>
public readonly record struct ByteSize : IComparable<ByteSize>
{
    private const int BinaryStep = 1024;
    private const int DecimalStep = 1000;
    private const NumberStyles NumberFormat = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");
    private static readonly string[] BinaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    private static readonly string[] DecimalUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>Creates a size.</summary>
    /// <param name="bytes">Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public ByteSize(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
    }

    /// <summary>The number of bytes, zero or more.</summary>
    public long Bytes { get; }

    /// <summary>Whether the left one is smaller.</summary>
    /// <param name="left">One size.</param>
    /// <param name="right">The other size.</param>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Whether the left one is larger.</summary>
    /// <param name="left">One size.</param>
    /// <param name="right">The other size.</param>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Whether the left one is smaller or equal.</summary>
    /// <param name="left">One size.</param>
    /// <param name="right">The other size.</param>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Whether the left one is larger or equal.</summary>
    /// <param name="left">One size.</param>
    /// <param name="right">The other size.</param>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>So many times 2^20 bytes.</summary>
    /// <param name="mebibytes">Zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or the size does not fit 64 bits.</exception>
    public static ByteSize FromMebibytes(long mebibytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mebibytes, long.MaxValue >> 20);
        return new(mebibytes << 20);
    }

    /// <summary>Reads a number with or without a unit: <c>512</c>, <c>64 MiB</c>, <c>1.5GB</c>. The culture plays no part.</summary>
    /// <param name="text">Units in any case: <c>KiB</c>, <c>MiB</c> … step by 1024, <c>kB</c>, <c>MB</c> … by 1000. Blanks around number and unit are allowed.</param>
    /// <exception cref="FormatException">The text is no size, not a whole number of bytes, or beyond 64 bits.</exception>
    public static ByteSize Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.AsSpan().LastIndexOfAny(Digits) + 1;
        return decimal.TryParse(text.AsSpan(0, end), NumberFormat, CultureInfo.InvariantCulture, out var number)
            && FactorOf(text.AsSpan(end).Trim()) is { } factor
            && number <= long.MaxValue / factor
            && decimal.IsInteger(number * factor)
            ? new ByteSize((long)(number * factor))
            : throw new FormatException($"'{text}' is not a size. Write a whole number of bytes, or a number with a unit such as 64 MiB or 1.5 GB.");
    }

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>The size for people, in the largest unit of 1024 that it fills, rounded to one digit after the point: <c>1.5 GiB</c>.</summary>
    public override string ToString()
    {
        var unit = 0;
        var factor = 1L;
        while (unit + 1 < BinaryUnits.Length && Bytes / BinaryStep >= factor)
        {
            factor *= BinaryStep;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)Bytes / factor:0.#} {BinaryUnits[unit]}");
    }

    private static decimal? FactorOf(ReadOnlySpan<char> unit)
        => unit.IsEmpty ? 1 : FactorOf(unit, BinaryUnits, BinaryStep) ?? FactorOf(unit, DecimalUnits, DecimalStep);

    private static decimal? FactorOf(ReadOnlySpan<char> unit, string[] units, int step)
    {
        decimal factor = 1;
        foreach (var name in units)
        {
            if (unit.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return factor;
            }

            factor *= step;
        }

        return null;
    }
}
