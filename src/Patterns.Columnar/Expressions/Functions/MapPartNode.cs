using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>The keys or the values of maps, as lists in the order of the entries.</summary>
internal sealed class MapPartNode(BoundNode map, DataType element, bool isNullable, Func<MapColumn, Column> part)
    : BoundNode(DataType.List(element, isNullable), map.Nullable, map)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var maps = (MapColumn)Children[0].Evaluate(scope, rows);
        return maps.ToLists((ListType)Type, part(maps).Share());
    }
}
