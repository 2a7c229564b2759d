using Patterns.Core;

namespace Patterns.Tables.Evolution;

/// <summary>Brings a table to the columns of a schema, as far as the rows that are there allow it.</summary>
internal static class SchemaTarget
{
    /// <summary>Makes all changes that lead to a schema, or refuses the first one that cannot be made.</summary>
    /// <exception cref="EvolutionRefusedException">A column is gone, narrowed, of another type, or no longer nullable.</exception>
    public static void Reach(EvolvingTable table, Schema target, string tablePath)
    {
        foreach (var change in SchemaComparison.Between(table.Schema, target, idKey: null).Changes)
        {
            Make(table, change, target, tablePath);
        }
    }

    /// <summary>Adds what rows have and the table does not; widens where the table allows it. What else differs is left to whoever takes the rows.</summary>
    public static void Merge(EvolvingTable table, Schema rows)
    {
        foreach (var change in SchemaComparison.Between(table.Schema, rows, idKey: null).Changes)
        {
            var path = SchemaPath.Parse(change.Path);
            if (change.Kind == SchemaChangeKind.Added)
            {
                table.AddColumn(path, SchemaEditor.Find(rows, path)!.Type, null);
            }
            else if (change.Kind == SchemaChangeKind.Widened && table.AllowsWidening && !table.IsKey(path))
            {
                table.Widen(path, SchemaEditor.Find(rows, path)!.Type);
            }
        }
    }

    private static void Make(EvolvingTable table, SchemaChange change, Schema target, string tablePath)
    {
        var path = SchemaPath.Parse(change.Path);
        switch (change.Kind)
        {
            case SchemaChangeKind.Added:
                var added = SchemaEditor.Find(target, path)!;
                RequireNullable(added, change, tablePath);
                table.AddColumn(path, added.Type, added.Comment);
                break;
            case SchemaChangeKind.Widened:
                table.Widen(path, SchemaEditor.Find(target, path)!.Type);
                break;
            case SchemaChangeKind.Relaxed:
                table.AllowNulls(path);
                break;
            case SchemaChangeKind.Removed:
                throw new EvolutionRefusedException(
                    tablePath, $"lose {change.Path} {change.Before}", "a column is not dropped because a schema does not mention it", "Drop it by name, after MapColumns() where columns are not mapped.");
            case SchemaChangeKind.Required:
                throw new EvolutionRefusedException(
                    tablePath, $"require a value in {change.Path}", "rows that are there may be null, and files say so", $"Add a CHECK instead: {change.Path} IS NOT NULL, which looks at the rows that are there.");
            default:
                throw new EvolutionRefusedException(
                    tablePath,
                    $"change {change.Path} from {change.Before} to {change.After}",
                    $"{change.After} does not have every value of {change.Before}",
                    "Add a column of that type beside it, append or update rows with converted values, and drop the old one; or create a new table.");
        }
    }

    private static void RequireNullable(Field added, SchemaChange change, string tablePath)
    {
        if (!added.Nullable)
        {
            throw new EvolutionRefusedException(
                tablePath, $"add {change.Path} {change.After}", "rows that are there have no value for it", "Add it as nullable; once all rows have a value add a CHECK that it is not null.");
        }
    }
}
