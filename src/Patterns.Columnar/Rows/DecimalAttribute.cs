using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Declares the precision and scale of a decimal property, which <see cref="RowBinder{T}"/> needs: <c>[Decimal(10, 2)] decimal Amount</c>. On a
/// positional record it may stand on the parameter. It also applies to the elements of a collection.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class DecimalAttribute : Attribute
{
    /// <summary>Declares the digits.</summary>
    /// <param name="precision">Digits in all, 1 to 38.</param>
    /// <param name="scale">Digits after the point, 0 to <paramref name="precision"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public DecimalAttribute(int precision, int scale) => Type = DataType.Decimal(precision, scale);

    /// <summary>Digits in all, 1 to 38.</summary>
    public int Precision => Type.Precision;

    /// <summary>Digits after the point, 0 to <see cref="Precision"/>.</summary>
    public int Scale => Type.Scale;

    internal DecimalType Type { get; }
}
