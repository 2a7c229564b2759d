using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Whether each map has a key, be its value null or not; null when the map or the key is.</summary>
internal sealed class MapContainsKeyNode(BoundNode map, BoundNode key) : BoundNode(DataType.Boolean, map.Nullable || key.Nullable, map, key)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var maps = (MapColumn)Children[0].Evaluate(scope, rows);
        using var keys = Children[1].Evaluate(scope, rows);
        using var bits = new BitmapSetter(scope.RowCount);
        var validity = maps.Validity.Intersect(keys.Validity, scope.RowCount);
        using var live = RowLoop.Of(rows, validity);
        foreach (var row in live)
        {
            if (MapSearch.Find(maps, row, keys) >= 0)
            {
                bits.Set(row);
            }
        }

        return new BooleanColumn(bits.Detach(), validity);
    }
}
