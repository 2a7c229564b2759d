using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Reads a field of every struct in a list: a list of as many values, null for a struct that is null.</summary>
internal sealed class ListFieldNode(BoundNode operand, Field field, int index)
    : BoundNode(DataType.List(field.Type, field.Nullable || ((ListType)operand.Type).ElementNullable), operand.Nullable, operand)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var lists = (ListColumn)Children[0].Evaluate(scope, rows);
        return lists.WithElements((ListType)Type, ColumnNode.ReadField(lists.Elements.Share(), index));
    }
}
