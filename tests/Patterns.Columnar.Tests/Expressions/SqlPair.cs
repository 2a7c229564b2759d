namespace Patterns.Columnar.Tests.Expressions;

/// <summary>One question in Spark's SQL and in DuckDB's.</summary>
internal readonly record struct SqlPair(string Ours, string Theirs)
{
    public static SqlPair Same(string text) => new(text, text);

    /// <summary>A text in both dialects with operands in the places {0}, {1} and so on.</summary>
    public static SqlPair Same(string format, params SqlPair[] operands) => Of(format, format, operands);

    public static SqlPair Of(string ours, string theirs, params SqlPair[] operands)
        => new(Fill(ours, operands, static operand => operand.Ours), Fill(theirs, operands, static operand => operand.Theirs));

    private static string Fill(string format, SqlPair[] operands, Func<SqlPair, string> side)
    {
        for (var index = 0; index < operands.Length; index++)
        {
            format = format.Replace($"{{{index}}}", side(operands[index]), StringComparison.Ordinal);
        }

        return format;
    }
}
