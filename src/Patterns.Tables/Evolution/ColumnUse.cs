using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Evolution;

/// <summary>Who says something about a column, so that it cannot be renamed or dropped alone.</summary>
internal static class ColumnUse
{
    /// <summary>What uses a column, in words; null when nothing does.</summary>
    /// <param name="metadata">The table.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="path">Path of the column.</param>
    public static string? Find(TableMetadata metadata, Schema schema, IReadOnlyList<string> path)
    {
        if (metadata.Constraints.FirstOrDefault(check => Mentions(check.Value, path)) is { Key: { } name } check)
        {
            return $"CHECK {name} ({check.Value}) uses it";
        }

        return schema.Fields.FirstOrDefault(field => field.Metadata.TryGetValue(FieldRules.GenerationKey, out var sql) && Mentions(sql.AsText() ?? "", path)) is { } generated
            ? $"the generated column {generated.Name} ({generated.Metadata[FieldRules.GenerationKey].AsText()}) uses it"
            : null;
    }

    /// <summary>An expression that is not understood may mention everything.</summary>
    private static bool Mentions(string sql, IReadOnlyList<string> path)
    {
        try
        {
            return Mentions(Expression.Parse(sql), path);
        }
        catch (PatternsException)
        {
            return true;
        }
    }

    private static bool Mentions(Expression expression, IReadOnlyList<string> path)
        => (expression is ColumnExpression column && column.Path.Zip(path).All(static pair => string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase)))
            || expression.Children.Any(child => Mentions(child, path));
}
