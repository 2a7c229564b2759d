using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>A function that gives a text and is null when an argument is.</summary>
internal sealed class TextFunctionNode(FunctionCall call, BoundNode[] arguments, TextFunctionNode.Body body)
    : BoundNode(DataType.String, Array.Exists(arguments, static argument => argument.Nullable), arguments)
{
    /// <summary>Sets the text of a row.</summary>
    public delegate void Body(RowArguments arguments, int row, TextOutput output);

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var arguments = new RowArguments(call.Source, Children, scope, rows);
        var validity = arguments.Validity();
        using var live = RowLoop.Of(rows, validity);
        using var output = new TextOutput(Type, scope.RowCount, validity);
        var current = 0;
        try
        {
            foreach (var row in live)
            {
                current = row;
                body(arguments, row, output);
            }
        }
        catch (OverflowException)
        {
            throw arguments.Failure(current, "the texts of one batch would grow beyond 2 GiB. Use smaller batches.");
        }

        return output.Detach();
    }
}
