using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>The value of a key in each map; null when the map is null or has no such key. With equal keys the last one counts.</summary>
internal sealed class MapValueNode(BoundNode map, BoundNode key) : BoundNode(((MapType)map.Type).Value, true, map, key)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var maps = (MapColumn)Children[0].Evaluate(scope, rows);
        using var keys = Children[1].Evaluate(scope, rows);
        using var output = new ElementOutput(maps.Values, scope.RowCount, maps.Validity.Intersect(keys.Validity, scope.RowCount));
        using var live = output.Live(rows);
        var offsets = maps.Offsets;
        foreach (var row in live)
        {
            var entry = MapSearch.Find(maps, row, keys);
            if (entry >= 0)
            {
                output.Set(row, entry);
            }
        }

        return output.Build();
    }
}
