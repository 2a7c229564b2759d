using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>coalesce, nullif, if and their relatives.</summary>
internal static class ConditionFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("coalesce", 1, FunctionDefinition.Unlimited, static call => ChoiceBinder.Coalesce(call.Source, call.Arguments)),
        new("ifnull", 2, static call => ChoiceBinder.Coalesce(call.Source, call.Arguments)),
        new("nvl", 2, static call => ChoiceBinder.Coalesce(call.Source, call.Arguments)),
        new("nvl2", 3, static call => ChoiceBinder.If(call.Source, new IsNode(IsTest.Null, call[0], isNegated: true), call[1], call[2])),
        new("nullif", 2, static call => ChoiceBinder.NullIf(call.Source, call[0], call[1])),
        new("if", 3, static call => ChoiceBinder.If(call.Source, call[0], call[1], call[2])),
        new("iff", 3, static call => ChoiceBinder.If(call.Source, call[0], call[1], call[2])),
        new("isnull", 1, static call => new IsNode(IsTest.Null, call[0], isNegated: false)),
        new("isnotnull", 1, static call => new IsNode(IsTest.Null, call[0], isNegated: true)),
    ];
}
