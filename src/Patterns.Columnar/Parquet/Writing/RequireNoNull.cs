using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Refuses nulls inside nested columns where the schema allows none; those of rows that are missing anyway do not count.</summary>
internal static class RequireNoNull
{
    public static void Of(Column column, LevelEntries entries, SchemaNode leaf)
    {
        foreach (var row in entries.Rows)
        {
            if (row != LevelEntries.NoRow && column.IsNull(row))
            {
                throw new ArgumentException($"A value in column '{leaf.Path[0]}', at or above '{leaf.DottedPath}', is null, but the schema of the file says NOT NULL there.");
            }
        }
    }
}
