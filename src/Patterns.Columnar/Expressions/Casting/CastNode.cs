using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>What casts share: the error of a value that does not fit.</summary>
internal abstract class CastNode : BoundNode
{
    private readonly Expression _source;

    /// <param name="operand">What is cast.</param>
    /// <param name="type">The type wanted.</param>
    /// <param name="mode">What happens to a value that does not fit.</param>
    /// <param name="source">The part of the expression, for the error.</param>
    protected CastNode(BoundNode operand, DataType type, CastMode mode, Expression source)
        : base(type, operand.Nullable || mode == CastMode.Try, operand)
    {
        _source = source;
        Mode = mode;
    }

    protected CastMode Mode { get; }

    protected ExpressionEvaluationException Misfit(int row, object? value)
        => new(_source, row, $"{value} cannot be cast from {Children[0].Type} to {Type}. Use TRY_CAST to get null instead.");
}
