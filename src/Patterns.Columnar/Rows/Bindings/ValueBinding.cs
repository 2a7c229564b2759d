using System.Diagnostics.CodeAnalysis;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>Converts between .NET values and a column, many at a time. Immutable and safe for use by several threads.</summary>
internal abstract class ValueBinding
{
    /// <summary>Binds the values of one property of a row type to a column.</summary>
    /// <param name="property">A property whose value is assignable to the binding's type of value.</param>
    /// <param name="index">0-based position of the column.</param>
    public abstract RowColumn<TRow> ForProperty<[DynamicallyAccessedMembers(RowShape.Members)] TRow>(RowProperty property, int index);
}

/// <summary>As <see cref="ValueBinding"/>, for values of one type. A derived binding sees no null on either side.</summary>
/// <typeparam name="TValue">Type of the .NET values.</typeparam>
internal abstract class ValueBinding<TValue>(BindingSite site) : ValueBinding
{
    protected BindingSite Site { get; } = site;

    public override RowColumn<TRow> ForProperty<[DynamicallyAccessedMembers(RowShape.Members)] TRow>(RowProperty property, int index)
        => new PropertyColumn<TRow, TValue>(PropertyGetter<TRow, TValue>.Create(property.Info), this, index);

    /// <summary>Appends the values; a null becomes a null row.</summary>
    public void Write(ReadOnlySpan<TValue> values, ColumnBuilder builder)
    {
        if (default(TValue) is not null)
        {
            WriteValues(values, builder);
            return;
        }

        while (values.Length > 0)
        {
            var run = CountSameNullness(values);
            if (values[0] is null)
            {
                builder.AppendNulls(run);
            }
            else
            {
                WriteValues(values[..run], builder);
            }

            values = values[run..];
        }
    }

    /// <summary>Reads as many rows as there is room for.</summary>
    /// <param name="column">The column.</param>
    /// <param name="start">0-based first row.</param>
    /// <param name="values">Receives the values; all of it is overwritten.</param>
    /// <exception cref="RowBindingException">A row is null, or its value does not fit.</exception>
    public void Read(Column column, int start, Span<TValue> values)
    {
        if (column.NullCount == 0)
        {
            ReadValues(column, start, values);
            return;
        }

        var validity = column.ValidityWords;
        while (values.Length > 0)
        {
            var isValue = Bitmap.Get(validity, start);
            var run = 1;
            while (run < values.Length && Bitmap.Get(validity, start + run) == isValue)
            {
                run++;
            }

            if (isValue)
            {
                ReadValues(column, start, values[..run]);
            }
            else
            {
                ReadNulls(values[..run]);
            }

            start += run;
            values = values[run..];
        }
    }

    protected abstract void WriteValues(ReadOnlySpan<TValue> values, ColumnBuilder builder);

    protected abstract void ReadValues(Column column, int start, Span<TValue> values);

    private static int CountSameNullness(ReadOnlySpan<TValue> values)
    {
        var isNull = values[0] is null;
        var run = 1;
        while (run < values.Length && values[run] is null == isNull)
        {
            run++;
        }

        return run;
    }

    private void ReadNulls(Span<TValue> values)
    {
        if (default(TValue) is not null || !Site.Value.AcceptsNull)
        {
            throw Site.NullFound();
        }

        values.Clear();
    }
}
