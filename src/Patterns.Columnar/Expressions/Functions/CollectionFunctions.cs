using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>size, element_at, array_contains.</summary>
internal static class CollectionFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("size", 1, Size),
        new("cardinality", 1, Size),
        new("element_at", 2, static call => ElementBinder.Bind(call.Source, call[0], call[1], ListPosition.FromOne)),
        new("try_element_at", 2, static call => ElementBinder.Bind(call.Source, call[0], call[1], ListPosition.FromOneOrNull)),
        new("get", 2, static call => ElementBinder.Bind(call.Source, call[0], call[1], ListPosition.FromZeroOrNull)),
        new("array_contains", 2, Contains),
        new("map_keys", 1, static call => new MapPartNode(call[0], RequireMap(call).Key, isNullable: false, static map => map.Keys)),
        new("map_values", 1, static call => new MapPartNode(call[0], RequireMap(call).Value, RequireMap(call).ValueNullable, static map => map.Values)),
        new("map_contains_key", 2, static call => new MapContainsKeyNode(call[0], ElementBinder.MapKey(call.Source, RequireMap(call), call[1]))),
    ];

    private static FixedFunctionNode<int> Size(FunctionCall call)
        => call[0].Type.Kind is DataTypeKind.List or DataTypeKind.Map
            ? new(DataType.Int32, call, [call[0]], static (RowArguments arguments, int row, out int result) =>
            {
                var offsets = arguments.Column(0) is ListColumn list ? list.Offsets : ((MapColumn)arguments.Column(0)).Offsets;
                result = offsets[row + 1] - offsets[row];
                return true;
            })
            : throw call.Unfit(0, "a list or a map");

    private static MapType RequireMap(FunctionCall call) => call[0].Type as MapType ?? throw call.Unfit(0, "a map");

    /// <summary>True when an element equals the value, else null when an element is null, else false.</summary>
    private static BooleanFunctionNode Contains(FunctionCall call)
    {
        if (call[0].Type is not ListType list)
        {
            throw call.Unfit(0, "a list");
        }

        if (list.Element.IsNested)
        {
            throw call.Unfit(0, "a list of values that can be compared");
        }

        var value = Coercion.ToCommon(call[1], list.Element, call.Source);
        return new(call, [call[0], value], static (arguments, row) => ListSearch.Contains((ListColumn)arguments.Column(0), row, arguments));
    }
}
