namespace Patterns.Columnar.Rows.Bindings;

/// <summary>DateTimeOffset ↔ timestamp column: the same instant in UTC, cut to microseconds; the offset is not kept.</summary>
internal sealed class InstantBinding(BindingSite site) : ValueBinding<DateTimeOffset>(site)
{
    protected override void WriteValues(ReadOnlySpan<DateTimeOffset> values, ColumnBuilder builder)
    {
        var microseconds = ((FixedColumnBuilder<long>)builder).AppendUninitialized(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            microseconds[index] = Microseconds.FromTicks(values[index].UtcTicks);
        }
    }

    protected override void ReadValues(Column column, int start, Span<DateTimeOffset> values)
    {
        var microseconds = ((FixedColumn<long>)column).Values.Slice(start, values.Length);
        for (var index = 0; index < microseconds.Length; index++)
        {
            values[index] = new DateTimeOffset(Microseconds.ToTicks(microseconds[index], Site), TimeSpan.Zero);
        }
    }
}
