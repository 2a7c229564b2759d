namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Looks for keys in maps.</summary>
internal static class MapSearch
{
    /// <summary>The entry of a row's map that has the row's key, as a position among the entries of all rows; -1 when there is none.</summary>
    public static int Find(MapColumn maps, int row, Column keys)
    {
        // With equal keys the last one counts.
        for (var entry = maps.Offsets[row + 1] - 1; entry >= maps.Offsets[row]; entry--)
        {
            if (AreEqual(maps.Keys, entry, keys, row))
            {
                return entry;
            }
        }

        return -1;
    }

    private static bool AreEqual(Column left, int leftRow, Column right, int rightRow) => (left, right) switch
    {
        (BinaryColumn a, BinaryColumn b) => a.GetBytes(leftRow).SequenceEqual(b.GetBytes(rightRow)),
        (FixedColumn<int> a, FixedColumn<int> b) => a.Values[leftRow] == b.Values[rightRow],
        (FixedColumn<long> a, FixedColumn<long> b) => a.Values[leftRow] == b.Values[rightRow],
        _ => Equals(PhysicalValue.Read(left, leftRow), PhysicalValue.Read(right, rightRow)),
    };
}
