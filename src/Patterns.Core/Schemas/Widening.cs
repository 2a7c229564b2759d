namespace Patterns.Core.Schemas;

/// <summary>The type changes that lose no value, from the table "type widening" of the Delta protocol.</summary>
internal static class Widening
{
    private const int Int32Digits = 10;
    private const int Int64Digits = 20; // one more than needed, as the protocol has it

    public static bool Exists(DataType from, DataType to) => (from.Kind, to.Kind) switch
    {
        (DataTypeKind.Float32, DataTypeKind.Float64) => true,
        (DataTypeKind.Date, DataTypeKind.LocalTimestamp) => true,
        (DataTypeKind.Int8 or DataTypeKind.Int16 or DataTypeKind.Int32, DataTypeKind.Float64) => true,
        (DataTypeKind.Int64, DataTypeKind.Decimal) => HasRoom((DecimalType)to, Int64Digits, scale: 0),
        (DataTypeKind.Decimal, DataTypeKind.Decimal) => !from.Equals(to) && HasRoom((DecimalType)to, ((DecimalType)from).Precision, ((DecimalType)from).Scale),
        (_, DataTypeKind.Decimal) => from.IsInteger && HasRoom((DecimalType)to, Int32Digits, scale: 0),
        _ => from.IsInteger && to.IsInteger && from.Kind < to.Kind,
    };

    private static bool HasRoom(DecimalType type, int precision, int scale)
        => type.Scale >= scale && type.Precision - type.Scale >= precision - scale;
}
