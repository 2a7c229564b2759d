using System.Numerics;
using Patterns.Core;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>Finds the binding between a .NET number and a column of numbers.</summary>
internal static class NumberBindings
{
    public static ValueBinding? Find<TValue>(BindingSite site)
        where TValue : unmanaged, INumberBase<TValue>
        => site.Type.Kind switch
        {
            DataTypeKind.Int8 => new NumberBinding<TValue, sbyte>(site),
            DataTypeKind.Int16 => new NumberBinding<TValue, short>(site),
            DataTypeKind.Int32 => new NumberBinding<TValue, int>(site),
            DataTypeKind.Int64 => new NumberBinding<TValue, long>(site),
            DataTypeKind.Float32 => new NumberBinding<TValue, float>(site),
            DataTypeKind.Float64 => new NumberBinding<TValue, double>(site),
            DataTypeKind.Decimal when typeof(TValue) == typeof(ulong) && site.Type is DecimalType { Precision: >= 20, Scale: 0 } => new NumberBinding<TValue, Int128>(site),
            _ => null,
        };

    public static ValueBinding? FindDecimal(BindingSite site) => site.Type switch
    {
        DecimalType { Precision: <= DecimalType.MaxPrecision64 } => new DecimalBinding<long>(site),
        DecimalType => new DecimalBinding<Int128>(site),
        { Kind: DataTypeKind.Int8 } => new IntegerDecimalBinding<sbyte>(site),
        { Kind: DataTypeKind.Int16 } => new IntegerDecimalBinding<short>(site),
        { Kind: DataTypeKind.Int32 } => new IntegerDecimalBinding<int>(site),
        { Kind: DataTypeKind.Int64 } => new IntegerDecimalBinding<long>(site),
        _ => null,
    };

    public static ValueBinding? FindWideDecimal(BindingSite site) => site.Type switch
    {
        DecimalType { Precision: <= DecimalType.MaxPrecision64 } => new WideDecimalBinding<long>(site),
        DecimalType => new WideDecimalBinding<Int128>(site),
        _ => null,
    };
}
