using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Finds the columns by which rows are said to be sorted.</summary>
internal static class SortingColumns
{
    /// <exception cref="ArgumentException">A key is not a column of a primitive type.</exception>
    public static SortingColumn[] Of(IReadOnlyList<SortOrder> orders, SchemaTree tree) => [.. orders.Select(order => Of(order, tree))];

    private static SortingColumn Of(SortOrder order, SchemaTree tree)
    {
        var name = order.Expression.ToString();
        foreach (var leaf in tree.Leaves)
        {
            if (leaf.Repetition == 0 && order.Expression.Equals(Expression.Column(leaf.Path)))
            {
                return new SortingColumn(leaf.LeafIndex, order.Direction == SortDirection.Descending, order.Nulls == NullPlacement.First);
            }
        }

        throw new ArgumentException($"The rows are said to be sorted by '{name}', but that is not a column of a primitive type.");
    }
}
