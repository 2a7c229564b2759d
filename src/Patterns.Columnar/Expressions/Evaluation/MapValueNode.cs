using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>The value of a key in each map; null when the map is null or has no such key. With equal keys the last one counts.</summary>
internal sealed class MapValueNode(BoundNode map, BoundNode key) : BoundNode(((MapType)map.Type).Value, true, map, key)
{
    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var maps = (MapColumn)Children[0].Evaluate(scope, rows);
        using var keys = Children[1].Evaluate(scope, rows);
        var validity = maps.Validity.Intersect(keys.Validity, scope.RowCount);
        using var live = RowLoop.Of(rows, validity);
        using var output = new ElementOutput(maps.Values, scope.RowCount, validity);
        var offsets = maps.Offsets;
        foreach (var row in live)
        {
            for (var entry = offsets[row + 1] - 1; entry >= offsets[row]; entry--)
            {
                if (AreEqual(maps.Keys, entry, keys, row))
                {
                    output.Set(row, entry);
                    break;
                }
            }
        }

        return output.Build();
    }

    private static bool AreEqual(Column left, int leftRow, Column right, int rightRow) => (left, right) switch
    {
        (BinaryColumn a, BinaryColumn b) => a.GetBytes(leftRow).SequenceEqual(b.GetBytes(rightRow)),
        (FixedColumn<int> a, FixedColumn<int> b) => a.Values[leftRow] == b.Values[rightRow],
        (FixedColumn<long> a, FixedColumn<long> b) => a.Values[leftRow] == b.Values[rightRow],
        _ => Equals(PhysicalValue.Read(left, leftRow), PhysicalValue.Read(right, rightRow)),
    };
}
