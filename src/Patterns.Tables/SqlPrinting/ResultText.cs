using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>The statement that is run: numbers that .NET's decimal could not hold come as text.</summary>
internal static class ResultText
{
    private const int MaxDigits = 28;

    public static string Of(SqlText text)
    {
        if (text.Dialect != SqlDialect.PostgreSql || !text.Schema.Fields.Any(IsWide))
        {
            return text.Text;
        }

        var grammar = SqlGrammar.Of(text.Dialect);
        var items = text.Schema.Fields.Select(field => IsWide(field) ? $"CAST({grammar.Quote(field.Name)} AS TEXT)" : grammar.Quote(field.Name));
        return $"SELECT {string.Join(", ", items)} FROM ({text.Text}) AS r";
    }

    private static bool IsWide(Field field) => field.Type is DecimalType { Precision: > MaxDigits };
}
