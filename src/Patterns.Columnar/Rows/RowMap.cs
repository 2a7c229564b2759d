using System.Diagnostics.CodeAnalysis;
using Patterns.Columnar.Rows.Bindings;
using Patterns.Core;

namespace Patterns.Columnar.Rows;

/// <summary>Moves rows between their type and columns that are matched by name. Safe for use by several threads.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
internal sealed class RowMap<[DynamicallyAccessedMembers(RowShape.Members)] TRow>
{
    private readonly RowShape _shape;
    private readonly RowColumn<TRow>[] _columns;
    private readonly int[] _unboundIndexes;
    private readonly string? _requiredColumn;
    private readonly Lazy<Func<Array[], int, TRow>> _factory;

    /// <summary>Binds every property.</summary>
    /// <param name="shape">The row type.</param>
    /// <param name="fields">The columns.</param>
    /// <param name="prefix">Path of the column around them with a dot, or empty.</param>
    /// <param name="options">How nested types are named.</param>
    /// <exception cref="RowBindingException">A property has no column, or one of another type.</exception>
    public RowMap(RowShape shape, IReadOnlyList<Field> fields, string prefix, RowBinderOptions options)
    {
        _shape = shape;
        _columns = [.. shape.Properties.Select(property => Bind(property, fields, prefix, options))];
        _unboundIndexes = [.. Enumerable.Range(0, fields.Count).Except(_columns.Select(static column => column.Index))];
        _requiredColumn = _unboundIndexes.Select(index => fields[index]).FirstOrDefault(static field => !field.Nullable)?.Name is { } name ? prefix + name : null;
        _factory = new(() => RowFactory.Compile<TRow>(_shape, [.. _columns.Select(static column => column.BufferType)]));
    }

    /// <summary>Appends the rows to one builder per column.</summary>
    public void Write(ReadOnlySpan<TRow> rows, IReadOnlyList<ColumnBuilder> builders)
    {
        if (_requiredColumn is not null)
        {
            throw new RowBindingException("row.column-missing", _shape.Type.Name, _requiredColumn, "the column is NOT NULL, but the type has no property for it. Add one, or name one with [Column(\"…\")].");
        }

        foreach (var column in _columns)
        {
            column.Write(rows, builders[column.Index]);
        }

        foreach (var index in _unboundIndexes)
        {
            builders[index].AppendNulls(rows.Length);
        }
    }

    /// <summary>Makes as many rows as there is room for.</summary>
    public void Read(IReadOnlyList<Column> columns, int start, Span<TRow> rows)
    {
        if (!_shape.IsConstructible)
        {
            throw new InvalidOperationException($"{_shape.Type} cannot be read: it has no public constructor without parameters, nor one whose parameters are named like its properties.");
        }

        var factory = _factory.Value;
        var buffers = new Array[_columns.Length];
        for (var index = 0; index < buffers.Length; index++)
        {
            buffers[index] = _columns[index].RentBuffer(rows.Length);
            _columns[index].Read(columns[_columns[index].Index], start, rows.Length, buffers[index]);
        }

        for (var position = 0; position < rows.Length; position++)
        {
            rows[position] = factory(buffers, position);
        }

        for (var index = 0; index < buffers.Length; index++)
        {
            _columns[index].ReturnBuffer(buffers[index]);
        }
    }

    private static RowColumn<TRow> Bind(RowProperty property, IReadOnlyList<Field> fields, string prefix, RowBinderOptions options)
    {
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index].Name == property.Column)
            {
                return ValueBindings.Create(property.Value, fields[index].Type, prefix + property.Column, options).ForProperty<TRow>(property, index);
            }
        }

        throw BindingSite.MissingColumn(property, prefix + property.Column, fields.Select(static field => field.Name));
    }
}
