using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>trim and its relatives. Without a set of characters they take spaces away, and nothing else, as in Spark.</summary>
internal static class TrimFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("trim", 1, static call => Trim(call, call.Text(0), Space, atStart: true, atEnd: true)),
        new("btrim", 1, 2, static call => Trim(call, call.Text(0), call.Count == 2 ? call.Text(1) : Space, atStart: true, atEnd: true)),
        new("ltrim", 1, 2, static call => OneSided(call, atStart: true)),
        new("rtrim", 1, 2, static call => OneSided(call, atStart: false)),
    ];

    private static ConstantNode Space => new(DataType.String, " "u8.ToArray());

    /// <summary>With two arguments the set of characters comes first.</summary>
    private static TextFunctionNode OneSided(FunctionCall call, bool atStart)
        => call.Count == 1
            ? Trim(call, call.Text(0), Space, atStart, !atStart)
            : Trim(call, call.Text(1), call.Text(0), atStart, !atStart);

    private static TextFunctionNode Trim(FunctionCall call, BoundNode text, BoundNode set, bool atStart, bool atEnd)
        => new(call, [text, set], (arguments, row, output) => output.Set(row, TextPieces.Trim(arguments.Text(0, row), arguments.Text(1, row), atStart, atEnd)));
}
