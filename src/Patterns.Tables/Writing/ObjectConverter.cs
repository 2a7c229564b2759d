using System.Diagnostics.CodeAnalysis;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>Turns row objects into batches in the columns of a table. Not thread safe.</summary>
internal sealed class ObjectConverter<[DynamicallyAccessedMembers(RowMembers.Needed)] T>(Schema schema) : IDisposable
{
    private readonly RowBinder<T> _binder = new(new RowBinderOptions { Schema = schema });
    private ColumnBatchBuilder _builder = new(schema);

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
            _builder = new ColumnBatchBuilder(schema);
            batch = null;
            error = exception;
            return false;
        }
    }

    public void Dispose() => _builder.Dispose();
}
