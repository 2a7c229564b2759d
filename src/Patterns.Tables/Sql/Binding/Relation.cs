using Patterns.Columnar;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql.Binding;

/// <summary>Rows that stand in FROM.</summary>
/// <param name="Names">The parts of their name: of the table, or the alias; empty for a subquery without one.</param>
/// <param name="Plan">How they are read.</param>
/// <param name="Item">How they are written and joined.</param>
internal sealed record Relation(IReadOnlyList<string> Names, PlanNode Plan, FromItem Item)
{
    public SqlPosition Position => Item.Source.Position;

    public bool IsOptional => Item.Kind == JoinKind.LeftOuter;

    public string Description => Names.Count == 0 ? "the subquery" : string.Join('.', Names);

    /// <summary>How many names of a path name these rows: all parts of their name or only the last; 0 when the path does not begin with them.</summary>
    public int Match(IReadOnlyList<string> path, StringComparison comparison)
        => IsPrefix(path, 0, comparison) ? Names.Count : Names.Count > 1 && IsPrefix(path, Names.Count - 1, comparison) ? 1 : 0;

    private bool IsPrefix(IReadOnlyList<string> path, int skipped, StringComparison comparison)
    {
        var count = Names.Count - skipped;
        if (count == 0 || path.Count < count)
        {
            return false;
        }

        for (var index = 0; index < count; index++)
        {
            if (!string.Equals(Names[skipped + index], path[index], comparison))
            {
                return false;
            }
        }

        return true;
    }
}
