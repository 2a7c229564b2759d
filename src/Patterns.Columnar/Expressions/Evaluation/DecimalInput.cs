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

    public Int128 this[int row] => _narrow is not null ? _narrow.Values[row] : _wide is not null ? _wide.Values[row] : _constant;

    public void Dispose()
    {
        _narrow?.Dispose();
        _wide?.Dispose();
    }
}
