namespace Patterns.Core;

/// <summary>An exact decimal number: an integer of up to <see cref="Precision"/> digits, divided by 10^<see cref="Scale"/>.</summary>
public sealed class DecimalType : DataType
{
    /// <summary>The largest precision, as in SQL, Spark and Parquet.</summary>
    public const int MaxPrecision = 38;

    /// <summary>The largest precision whose unscaled value fits a signed 64-bit integer.</summary>
    public const int MaxPrecision64 = 18;

    internal DecimalType(int precision, int scale)
        : base(DataTypeKind.Decimal)
    {
        if (precision is not (>= 1 and <= MaxPrecision))
        {
            throw new ArgumentOutOfRangeException(nameof(precision), precision, $"The precision of a decimal is 1 to {MaxPrecision} digits.");
        }

        if (scale < 0 || scale > precision)
        {
            throw new ArgumentOutOfRangeException(nameof(scale), scale, $"The scale of a decimal is 0 to its precision, here {precision}.");
        }

        Precision = precision;
        Scale = scale;
    }

    /// <summary>Digits in all, 1 to 38.</summary>
    public int Precision { get; }

    /// <summary>Digits after the point, 0 to <see cref="Precision"/>.</summary>
    public int Scale { get; }

    /// <inheritdoc/>
    public override bool Equals(DataType? other) => other is DecimalType type && type.Precision == Precision && type.Scale == Scale;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Precision, Scale);

    /// <inheritdoc/>
    public override string ToString() => $"decimal({Precision},{Scale})";
}
