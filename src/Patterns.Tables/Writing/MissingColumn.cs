using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>The values of a column that rows come without: generated from others, a default, or null.</summary>
/// <remarks>Source: Delta transaction log protocol, "Default Columns" and "Generated Columns".</remarks>
internal static class MissingColumn
{
    private static readonly Schema NoColumns = new([]);

    /// <summary>Whether the column is computed from others.</summary>
    public static bool IsGenerated(Field field) => Generation(field) is not null;

    /// <summary>Whether rows that come without the column get a value.</summary>
    public static bool HasValue(Field field) => IsGenerated(field) || Default(field) is not null;

    /// <summary>What gives the values.</summary>
    /// <param name="field">The column of the table.</param>
    /// <param name="inputs">The columns that a generated one is computed from.</param>
    /// <param name="tablePath">Folder of the table, for errors.</param>
    /// <exception cref="UnsupportedTableException">The expression is not understood.</exception>
    public static BoundExpression Bind(Field field, Schema inputs, string tablePath)
        => Generation(field) is { } generation ? BindGeneration(field, generation, inputs, tablePath)
            : Default(field) is { } sql ? Bind($"the default of column '{field.Name}': {sql}", sql, field, NoColumns, tablePath)
            : Expression.Cast(Expression.Null, field.Type).Bind(NoColumns);

    /// <summary>What a generated column is computed by.</summary>
    /// <exception cref="UnsupportedTableException">The expression is not understood.</exception>
    public static BoundExpression BindGeneration(Field field, string sql, Schema inputs, string tablePath)
        => Bind($"the generated column '{field.Name}': {sql}", sql, field, inputs, tablePath);

    /// <summary>The SQL that a column is computed by; null when it is not.</summary>
    public static string? Generation(Field field) => Text(field, FieldRules.GenerationKey);

    private static string? Default(Field field) => Text(field, FieldRules.DefaultKey);

    private static string? Text(Field field, string key) => field.Metadata.TryGetValue(key, out var value) ? value.AsText() : null;

    private static BoundExpression Bind(string what, string sql, Field field, Schema inputs, string tablePath)
    {
        try
        {
            return Expression.Cast(Expression.Parse(sql), field.Type).Bind(inputs);
        }
        catch (Exception exception) when (exception is PatternsException or ArgumentException)
        {
            throw new UnsupportedTableException(tablePath, what, $"The expression is not understood, so its values cannot be made and writing is refused; reading works. {exception.Message}", exception);
        }
    }
}
