using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>A comparison operator with a constant on the right, as one of three tests and what is done with its outcome.</summary>
internal readonly record struct ConstantTest(ConstantComparison Comparison, ComparisonForm Form)
{
    public static ConstantTest Of(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => new(ConstantComparison.Equal, ComparisonForm.Plain),
        ComparisonOperator.NotEqual => new(ConstantComparison.Equal, ComparisonForm.Negated),
        ComparisonOperator.LessThan => new(ConstantComparison.LessThan, ComparisonForm.Plain),
        ComparisonOperator.LessThanOrEqual => new(ConstantComparison.LessThanOrEqual, ComparisonForm.Plain),
        ComparisonOperator.GreaterThan => new(ConstantComparison.LessThanOrEqual, ComparisonForm.Negated),
        ComparisonOperator.GreaterThanOrEqual => new(ConstantComparison.LessThan, ComparisonForm.Negated),
        _ => new(ConstantComparison.Equal, ComparisonForm.NullSafe),
    };
}
