using System.Collections.Frozen;
using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>All functions by name. What each does is listed for users in FUNCTIONS.md.</summary>
internal static class FunctionTable
{
    private static readonly FrozenDictionary<string, FunctionDefinition> Definitions = All().ToFrozenDictionary(static function => function.Name, StringComparer.Ordinal);

    /// <summary>The names in order.</summary>
    public static IEnumerable<string> Names => Definitions.Keys.Order(StringComparer.Ordinal);

    public static BoundNode Bind(Binder binder, FunctionExpression expression)
    {
        if (!Definitions.TryGetValue(expression.Name, out var definition))
        {
            throw new ExpressionTypeException(expression, $"there is no function '{expression.Name}' on one row.{Suggest(expression.Name)}");
        }

        if (expression.IsDistinct)
        {
            throw new ExpressionTypeException(expression, "DISTINCT has a meaning in aggregates only.");
        }

        if (expression.Arguments.Count < definition.MinArguments || expression.Arguments.Count > definition.MaxArguments)
        {
            throw new ExpressionTypeException(expression, $"{definition.Name} takes {definition.Arity}, not {expression.Arguments.Count}.");
        }

        return definition.Bind(new FunctionCall(expression, binder.Bind(expression.Arguments)));
    }

    private static IEnumerable<FunctionDefinition> All() =>
    [
        .. ConditionFunctions.All,
        .. TextFunctions.All,
        .. TrimFunctions.All,
        .. SearchFunctions.All,
        .. RegexFunctions.All,
        .. NumberFunctions.All,
        .. RoundFunctions.All,
        .. TimeFunctions.All,
        .. DateFunctions.All,
        .. CollectionFunctions.All,
        .. HashFunctions.All,
    ];

    /// <summary>Names that begin alike, as a hint for a misspelt one.</summary>
    private static string Suggest(string name)
    {
        var similar = Names.Where(known => known.Length > 2 && name.Length > 2 && known.AsSpan(0, 3).SequenceEqual(name.AsSpan(0, 3))).Take(5).ToList();
        return similar.Count == 0 ? "" : $" Did you mean {string.Join(", ", similar)}?";
    }
}
