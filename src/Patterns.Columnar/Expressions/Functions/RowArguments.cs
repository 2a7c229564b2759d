using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>The arguments of a function for all rows; a constant is read like a column.</summary>
internal sealed class RowArguments : IDisposable
{
    private readonly Expression _source;
    private readonly Column?[] _columns;
    private readonly object?[] _constants;
    private readonly int _rowCount;

    /// <summary>Evaluates the arguments.</summary>
    public RowArguments(Expression source, IReadOnlyList<BoundNode> arguments, EvaluationScope scope, Selection rows)
    {
        _source = source;
        _rowCount = scope.RowCount;
        _columns = new Column?[arguments.Count];
        _constants = new object?[arguments.Count];
        for (var index = 0; index < _columns.Length; index++)
        {
            if (arguments[index] is ConstantNode { IsNull: false } constant)
            {
                _constants[index] = constant.Value;
            }
            else
            {
                _columns[index] = arguments[index].Evaluate(scope, rows);
            }
        }
    }

    public int Count => _columns.Length;

    /// <summary>Rows in which no argument is null, owned by the caller.</summary>
    public Validity Validity()
    {
        Validity result = default;
        foreach (var column in _columns)
        {
            if (column is { NullCount: > 0 })
            {
                var both = result.Intersect(column.Validity, _rowCount);
                result.Release();
                result = both;
            }
        }

        return result;
    }

    public bool IsNull(int index, int row) => _columns[index]?.IsNull(row) ?? false;

    public ReadOnlySpan<byte> Text(int index, int row)
        => _columns[index] is { } column ? ((BinaryColumn)column).GetBytes(row) : (byte[])_constants[index]!;

    public T Value<T>(int index, int row)
        where T : unmanaged
        => _columns[index] is { } column ? ((FixedColumn<T>)column).Values[row] : (T)_constants[index]!;

    /// <summary>The stored value as an object, for types that have no faster way.</summary>
    public object? Boxed(int index, int row) => _columns[index] is { } column ? PhysicalValue.Read(column, row) : _constants[index];

    /// <summary>An argument that must be a column.</summary>
    public Column Column(int index) => _columns[index]!;

    public ExpressionEvaluationException Failure(int row, string problem) => new(_source, row, problem);

    public void Dispose()
    {
        foreach (var column in _columns)
        {
            column?.Dispose();
        }
    }
}
