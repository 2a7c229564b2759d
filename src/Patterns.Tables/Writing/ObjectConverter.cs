using System.Diagnostics.CodeAnalysis;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>Turns row objects into batches in those columns of a table that they have. Not thread safe.</summary>
internal sealed class ObjectConverter<[DynamicallyAccessedMembers(RowMembers.Needed)] T> : IDisposable
{
    private readonly Schema _schema;
    private readonly RowBinder<T> _binder;
    private ColumnBatchBuilder _builder;

    /// <param name="table">Columns of the table.</param>
    public ObjectConverter(Schema table)
    {
        // Columns without a property get their default, and a property without a column is refused by the binder.
        var names = new RowBinder<T>().ColumnNames;
        Field[] shared = [.. table.Fields.Where(field => names.Contains(field.Name))];
        _schema = shared.Length > 0 ? new Schema(shared) : table;
        _binder = new RowBinder<T>(new RowBinderOptions { Schema = _schema });
        _builder = new ColumnBatchBuilder(_schema);
    }

    /// <summary>The columns as the type alone has them.</summary>
    public static Schema Columns() => new RowBinder<T>().Schema;

    /// <summary>The values of a row that does not fit, as text by column.</summary>
    public static IReadOnlyDictionary<string, string?> Texts(T row) => new RowBinder<T>().ToTexts(row);

    /// <summary>Converts rows.</summary>
    /// <param name="rows">The rows, none null.</param>
    /// <param name="batch">The rows as a batch that the caller owns.</param>
    /// <param name="error">What does not fit, when a value of a row does not fit its column.</param>
    /// <exception cref="RowBindingException">The type does not fit the table at all.</exception>
    public bool TryConvert(ReadOnlySpan<T> rows, [NotNullWhen(true)] out ColumnBatch? batch, [NotNullWhen(false)] out RowBindingException? error)
    {
        try
        {
            _binder.Write(rows, _builder);
            batch = _builder.Build();
            error = null;
            return true;
        }
        catch (RowBindingException exception) when (exception.RowIndex is not null)
        {
            _builder.Dispose();
            _builder = new ColumnBatchBuilder(_schema);
            batch = null;
            error = exception;
            return false;
        }
    }

    public void Dispose() => _builder.Dispose();
}
