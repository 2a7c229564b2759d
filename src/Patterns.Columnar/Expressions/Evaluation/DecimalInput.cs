using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>The unscaled values of a decimal operand, narrow or wide, a column or a constant, as 128-bit integers.</summary>
internal sealed class DecimalInput : IDisposable
{
    private readonly FixedColumn<long>? _narrow;
    private readonly FixedColumn<Int128>? _wide;
    private readonly Int128 _constant;

    public DecimalInput(BoundNode operand, EvaluationScope scope, Selection rows)
    {
        if (operand is ConstantNode constant)
        {
            _constant = PhysicalValue.Unscaled(constant.Value!);
            return;
        }

        var column = operand.Evaluate(scope, rows);
        _narrow = column as FixedColumn<long>;
        _wide = column as FixedColumn<Int128>;
    }

    /// <summary>The nulls; the input keeps owning them.</summary>
    public Validity Validity => _narrow?.Validity ?? _wide?.Validity ?? default;

    /// <summary>One value per row in 64 bits, in memory that the caller releases; null when a value does not fit.</summary>
    public ColumnBuffer? TryNarrow(int rowCount)
    {
        var buffer = ColumnBuffer.Rent<long>(rowCount);
        var values = buffer.Span<long>(rowCount);
        if (_narrow is not null)
        {
            _narrow.Values.CopyTo(values);
            return buffer;
        }

        values.Fill(unchecked((long)_constant));
        if (_wide is not null ? WideProduct.TryNarrow(_wide.Values, values) : _constant == (long)_constant)
        {
            return buffer;
        }

        buffer.Release();
        return null;
    }

    public Int128 this[int row] => _narrow is not null ? _narrow.Values[row] : _wide is not null ? _wide.Values[row] : _constant;

    public void Dispose()
    {
        _narrow?.Dispose();
        _wide?.Dispose();
    }
}
