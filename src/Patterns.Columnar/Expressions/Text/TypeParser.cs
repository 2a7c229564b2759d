using System.Globalization;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Reads the name of a type in Spark's DDL.</summary>
internal static class TypeParser
{
    private const int MaxDepth = 32;

    public static DataType Parse(TokenReader tokens) => Parse(tokens, MaxDepth);

    private static DataType Parse(TokenReader tokens, int depthLeft)
    {
        var token = tokens.Current;
        if (depthLeft == 0)
        {
            throw token.Expected($"a type of at most {MaxDepth} levels");
        }

        if (token.Kind != TokenKind.Word)
        {
            throw token.Expected("a type");
        }

        tokens.Advance();
        switch (token.Text.ToUpperInvariant())
        {
            case "DECIMAL" or "DEC" or "NUMERIC":
                return ParseDecimal(tokens);
            case "VARCHAR" or "CHAR" or "CHARACTER":
                ParseNumber(tokens, "(");
                tokens.RequireSymbol(")");
                return DataType.String;
            case "ARRAY":
                tokens.RequireSymbol("<");
                var element = Parse(tokens, depthLeft - 1);
                tokens.RequireSymbol(">");
                return DataType.List(element);
            case "MAP":
                tokens.RequireSymbol("<");
                var key = Parse(tokens, depthLeft - 1);
                tokens.RequireSymbol(",");
                var value = Parse(tokens, depthLeft - 1);
                tokens.RequireSymbol(">");
                return DataType.Map(key, value);
            case "STRUCT":
                return ParseStruct(tokens, depthLeft);
            default:
                return TypeText.FindSimple(token.Text)
                    ?? throw token.Expected("a type such as int, bigint, double, decimal(10,2), string, date, timestamp, array<int>");
        }
    }

    private static DecimalType ParseDecimal(TokenReader tokens)
    {
        if (!tokens.Current.IsSymbol("("))
        {
            return DataType.Decimal(10, 0);
        }

        var first = tokens.Next;
        var precision = ParseNumber(tokens, "(");
        var scale = tokens.Current.IsSymbol(",") ? ParseNumber(tokens, ",") : 0;
        tokens.RequireSymbol(")");
        return precision is >= 1 and <= DecimalType.MaxPrecision && scale <= precision
            ? DataType.Decimal(precision, scale)
            : throw first.Expected($"a precision of 1 to {DecimalType.MaxPrecision} and a scale of 0 to the precision");
    }

    private static int ParseNumber(TokenReader tokens, string before)
    {
        tokens.RequireSymbol(before);
        var token = tokens.Take();
        return token.Kind == TokenKind.Number && int.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw token.Expected("a whole number");
    }

    private static StructType ParseStruct(TokenReader tokens, int depthLeft)
    {
        tokens.RequireSymbol("<");
        var fields = new List<Field>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            var token = tokens.Current;
            var name = tokens.RequireName();
            if (!names.Add(name))
            {
                throw token.Expected("a name that was not used before");
            }

            tokens.TrySymbol(":");
            fields.Add(new Field(name, Parse(tokens, depthLeft - 1)));
        }
        while (tokens.TrySymbol(","));
        tokens.RequireSymbol(">");
        return DataType.Struct(fields);
    }
}
