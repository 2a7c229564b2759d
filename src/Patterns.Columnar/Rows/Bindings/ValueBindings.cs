using Patterns.Core;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>Finds the binding for a .NET type and a column type.</summary>
internal static class ValueBindings
{
    /// <summary>Finds a binding.</summary>
    /// <param name="value">The .NET side.</param>
    /// <param name="type">Type of the column.</param>
    /// <param name="column">Path of the column, for messages.</param>
    /// <param name="options">How nested types are named.</param>
    /// <exception cref="RowBindingException">The two do not fit together.</exception>
    public static ValueBinding Create(RowValue value, DataType type, string column, RowBinderOptions options)
    {
        var site = new BindingSite(value, column, type);
        return Find(site, value.Type) ?? NestedTypes.Find(site, options) ?? throw site.TypeMismatch();
    }

    private static ValueBinding? Find(BindingSite site, Type type) => type switch
    {
        _ when type == typeof(int) => NumberBindings.Find<int>(site),
        _ when type == typeof(long) => NumberBindings.Find<long>(site),
        _ when type == typeof(short) => NumberBindings.Find<short>(site),
        _ when type == typeof(sbyte) => NumberBindings.Find<sbyte>(site),
        _ when type == typeof(byte) => NumberBindings.Find<byte>(site),
        _ when type == typeof(ushort) => NumberBindings.Find<ushort>(site),
        _ when type == typeof(uint) => NumberBindings.Find<uint>(site),
        _ when type == typeof(ulong) => NumberBindings.Find<ulong>(site),
        _ when type == typeof(float) => NumberBindings.Find<float>(site),
        _ when type == typeof(double) => NumberBindings.Find<double>(site),
        _ when type == typeof(decimal) => NumberBindings.FindDecimal(site),
        _ when type == typeof(WideDecimal) => NumberBindings.FindWideDecimal(site),
        _ when type == typeof(bool) && site.Type.Kind == DataTypeKind.Boolean => new BooleanBinding(site),
        _ when type == typeof(string) && site.Type.Kind == DataTypeKind.String => new StringBinding(site),
        _ when type == typeof(byte[]) && site.Type.Kind == DataTypeKind.Binary => new BytesBinding(site),
        _ when type == typeof(Guid) && site.Type.Kind == DataTypeKind.String => new GuidBinding(site),
        _ when type == typeof(DateOnly) && site.Type.Kind == DataTypeKind.Date => new DateBinding(site),
        _ when type == typeof(DateTimeOffset) && site.Type.Kind == DataTypeKind.Timestamp => new InstantBinding(site),
        _ when type == typeof(DateTime) && site.Type.Kind == DataTypeKind.LocalTimestamp => new DateTimeBinding(site, DateTimeKind.Unspecified),
        _ when type == typeof(DateTime) && site.Type.Kind == DataTypeKind.Timestamp => new DateTimeBinding(site, DateTimeKind.Utc),
        _ when Nullable.GetUnderlyingType(type) is { } inner => FindNullable(site, inner),
        _ => null,
    };

    private static ValueBinding? FindNullable(BindingSite site, Type inner) => Find(site, inner) switch
    {
        ValueBinding<int> found => new NullableBinding<int>(site, found),
        ValueBinding<long> found => new NullableBinding<long>(site, found),
        ValueBinding<short> found => new NullableBinding<short>(site, found),
        ValueBinding<sbyte> found => new NullableBinding<sbyte>(site, found),
        ValueBinding<byte> found => new NullableBinding<byte>(site, found),
        ValueBinding<ushort> found => new NullableBinding<ushort>(site, found),
        ValueBinding<uint> found => new NullableBinding<uint>(site, found),
        ValueBinding<ulong> found => new NullableBinding<ulong>(site, found),
        ValueBinding<float> found => new NullableBinding<float>(site, found),
        ValueBinding<double> found => new NullableBinding<double>(site, found),
        ValueBinding<decimal> found => new NullableBinding<decimal>(site, found),
        ValueBinding<WideDecimal> found => new NullableBinding<WideDecimal>(site, found),
        ValueBinding<bool> found => new NullableBinding<bool>(site, found),
        ValueBinding<Guid> found => new NullableBinding<Guid>(site, found),
        ValueBinding<DateOnly> found => new NullableBinding<DateOnly>(site, found),
        ValueBinding<DateTimeOffset> found => new NullableBinding<DateTimeOffset>(site, found),
        ValueBinding<DateTime> found => new NullableBinding<DateTime>(site, found),
        _ => null,
    };
}
