using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Texts in other texts: startswith, endswith, contains, instr, locate.</summary>
internal static class SearchFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("startswith", 2, static call => Test(call, LikeForm.Prefix)),
        new("starts_with", 2, static call => Test(call, LikeForm.Prefix)),
        new("endswith", 2, static call => Test(call, LikeForm.Suffix)),
        new("ends_with", 2, static call => Test(call, LikeForm.Suffix)),
        new("contains", 2, static call => Test(call, LikeForm.Contains)),
        new("instr", 2, static call => Find(call, [call.Text(0), call.Text(1)])),
        new("locate", 2, 3, static call => Find(call, call.Count == 2 ? [call.Text(1), call.Text(0)] : [call.Text(1), call.Text(0), call.Int32(2)])),
        new("position", 2, 3, static call => Find(call, call.Count == 2 ? [call.Text(1), call.Text(0)] : [call.Text(1), call.Text(0), call.Int32(2)])),
    ];

    private static BoundNode Test(FunctionCall call, LikeForm form)
    {
        var text = call.Text(0);
        return call.Text(1) switch
        {
            ConstantNode { Value: byte[] literal } => new LikeNode(text, LikePattern.Of(form, literal)),
            var other => new BooleanFunctionNode(call, [text, other], form switch
            {
                LikeForm.Prefix => static (arguments, row) => arguments.Text(0, row).StartsWith(arguments.Text(1, row)),
                LikeForm.Suffix => static (arguments, row) => arguments.Text(0, row).EndsWith(arguments.Text(1, row)),
                _ => static (arguments, row) => arguments.Text(0, row).IndexOf(arguments.Text(1, row)) >= 0,
            }),
        };
    }

    private static FixedFunctionNode<int> Find(FunctionCall call, BoundNode[] arguments)
        => new(DataType.Int32, call, arguments, static (RowArguments arguments, int row, out int result) =>
        {
            result = TextPieces.Find(arguments.Text(0, row), arguments.Text(1, row), arguments.Count == 3 ? arguments.Value<int>(2, row) : 1);
            return true;
        });
}
