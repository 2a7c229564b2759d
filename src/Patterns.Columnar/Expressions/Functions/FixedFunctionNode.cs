using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>A function that gives values of one width and is null when an argument is.</summary>
internal sealed class FixedFunctionNode<T>(DataType type, FunctionCall call, BoundNode[] arguments, FixedFunctionNode<T>.Body body)
    : BoundNode(type, true, arguments)
    where T : unmanaged
{
    /// <summary>Computes the value of a row; false makes it null.</summary>
    public delegate bool Body(RowArguments arguments, int row, out T result);

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var arguments = new RowArguments(call.Source, Children, scope, rows);
        var validity = arguments.Validity();
        using var live = RowLoop.Of(rows, validity);
        using var output = new FixedOutput<T>(Type, scope.RowCount, validity);
        var results = output.Values;
        foreach (var row in live)
        {
            if (!body(arguments, row, out results[row]))
            {
                output.SetNull(row);
            }
        }

        return output.Detach();
    }
}
