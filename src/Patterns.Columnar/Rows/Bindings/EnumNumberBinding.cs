using System.Runtime.InteropServices;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>Enum ↔ integer column of member numbers.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
/// <typeparam name="TNumber">Its underlying type.</typeparam>
internal sealed class EnumNumberBinding<TEnum, TNumber>(BindingSite site, ValueBinding<TNumber> numbers) : ValueBinding<TEnum>(site)
    where TEnum : unmanaged, Enum
    where TNumber : unmanaged
{
    protected override void WriteValues(ReadOnlySpan<TEnum> values, ColumnBuilder builder)
        => numbers.Write(MemoryMarshal.Cast<TEnum, TNumber>(values), builder);

    protected override void ReadValues(Column column, int start, Span<TEnum> values)
        => numbers.Read(column, start, MemoryMarshal.Cast<TEnum, TNumber>(values));
}
