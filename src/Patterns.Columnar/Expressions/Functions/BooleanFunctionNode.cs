using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>A function that answers yes or no and is null when an argument is.</summary>
internal sealed class BooleanFunctionNode(FunctionCall call, BoundNode[] arguments, BooleanFunctionNode.Body body)
    : BoundNode(DataType.Boolean, true, arguments)
{
    /// <summary>Answers for a row; null makes it null.</summary>
    public delegate bool? Body(RowArguments arguments, int row);

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var arguments = new RowArguments(call.Source, Children, scope, rows);
        using var bits = new BitmapSetter(scope.RowCount);
        var validity = arguments.Validity();
        using var live = RowLoop.Of(rows, validity);
        using var nulls = new NullMask(scope.RowCount, validity);
        foreach (var row in live)
        {
            switch (body(arguments, row))
            {
                case true:
                    bits.Set(row);
                    break;
                case null:
                    nulls.Set(row);
                    break;
            }
        }

        return new BooleanColumn(bits.Detach(), nulls.Detach());
    }
}
