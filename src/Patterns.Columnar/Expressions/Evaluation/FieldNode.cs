using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Reads a field of a struct that is not a column.</summary>
internal sealed class FieldNode(BoundNode operand, Field field, int index) : BoundNode(field.Type, operand.Nullable || field.Nullable, operand)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows) => ColumnNode.ReadField(Children[0].Evaluate(scope, rows), index);
}
