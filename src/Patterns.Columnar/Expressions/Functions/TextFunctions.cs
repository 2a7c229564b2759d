namespace Patterns.Columnar.Expressions.Functions;

/// <summary>lower, upper and other functions on texts.</summary>
internal static class TextFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("lower", 1, static call => TextCaseNode.Lower(call.Text(0))),
        new("lcase", 1, static call => TextCaseNode.Lower(call.Text(0))),
        new("upper", 1, static call => TextCaseNode.Upper(call.Text(0))),
        new("ucase", 1, static call => TextCaseNode.Upper(call.Text(0))),
    ];
}
