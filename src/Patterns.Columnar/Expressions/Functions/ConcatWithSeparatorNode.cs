using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>concat_ws: texts joined by a separator, nulls left out; null only when the separator is.</summary>
internal sealed class ConcatWithSeparatorNode(FunctionCall call, BoundNode[] arguments) : BoundNode(DataType.String, arguments[0].Nullable, arguments)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var arguments = new RowArguments(call.Source, Children, scope, rows);
        using var output = new TextOutput(Type, scope.RowCount, default);
        foreach (var row in rows)
        {
            output.Set(row, default);
            if (arguments.IsNull(0, row))
            {
                output.SetNull(row);
                continue;
            }

            var isFirst = true;
            var length = 0L;
            for (var index = 1; index < arguments.Count; index++)
            {
                if (!arguments.IsNull(index, row))
                {
                    var separator = isFirst ? default : arguments.Text(0, row);
                    var text = arguments.Text(index, row);
                    TextPieces.RequireRoom(arguments, row, length += separator.Length + text.Length);
                    output.Append(separator);
                    output.Append(text);
                    isFirst = false;
                }
            }
        }

        return output.Detach();
    }
}
