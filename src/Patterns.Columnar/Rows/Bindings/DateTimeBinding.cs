using System.Globalization;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>
/// DateTime ↔ timestamp_ntz column for the kind <see cref="DateTimeKind.Unspecified"/>, ↔ timestamp column for the kind
/// <see cref="DateTimeKind.Utc"/>; cut to microseconds. A value of another kind would change its meaning and is refused.
/// </summary>
internal sealed class DateTimeBinding(BindingSite site, DateTimeKind kind) : ValueBinding<DateTime>(site)
{
    protected override void WriteValues(ReadOnlySpan<DateTime> values, ColumnBuilder builder)
    {
        var microseconds = ((FixedColumnBuilder<long>)builder).AppendUninitialized(values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index].Kind != kind)
            {
                throw Site.DoesNotFit(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{values[index]:O} is of kind {values[index].Kind}, but a {Site.Type} column holds {(kind == DateTimeKind.Utc ? "instants in UTC" : "wall-clock times of no zone")}. Use a DateTimeOffset for instants, or DateTime.SpecifyKind(value, DateTimeKind.{kind})."));
            }

            microseconds[index] = Microseconds.FromTicks(values[index].Ticks);
        }
    }

    protected override void ReadValues(Column column, int start, Span<DateTime> values)
    {
        var microseconds = ((FixedColumn<long>)column).Values.Slice(start, values.Length);
        for (var index = 0; index < microseconds.Length; index++)
        {
            values[index] = new DateTime(Microseconds.ToTicks(microseconds[index], Site), kind);
        }
    }
}
