namespace Patterns.Columnar.Expressions.Text;

/// <summary>Reads calls of functions, those with words between their arguments included: they become plain calls.</summary>
internal sealed class CallParser(TokenReader tokens, Parser parser)
{
    public Expression Parse()
    {
        var name = tokens.Take();
        tokens.RequireSymbol("(");
        var call = name.Text.ToUpperInvariant() switch
        {
            "TRIM" when IsTrimWord(tokens.Current) => ParseTrim(),
            "EXTRACT" when tokens.Current.Kind == TokenKind.Word && tokens.Next.IsWord("FROM") => ParseExtract(),
            _ => ParsePlain(name),
        };
        tokens.RequireSymbol(")");
        return call;
    }

    private Expression ParsePlain(Token name)
    {
        var isDistinct = tokens.TryWord("DISTINCT");
        var arguments = new List<Expression>();
        if (tokens.Current.IsSymbol("*") && tokens.Next.IsSymbol(")"))
        {
            tokens.Advance();
            arguments.Add(new StarExpression());
        }
        else if (!tokens.Current.IsSymbol(")"))
        {
            do
            {
                arguments.Add(parser.ParseExpression());
            }
            while (tokens.TrySymbol(",") || TryWordBetween(name, arguments.Count));
        }

        if (!tokens.Current.IsSymbol(")"))
        {
            throw tokens.Current.Expected(arguments.Count == 0 ? "an argument or ')'" : "',' or ')'");
        }

        return FunctionName.IsValid(name.Text)
            ? FunctionName.Call(name.Text, arguments, isDistinct)
            : throw name.Expected("the name of a function: letters, digits and underscores");
    }

    /// <summary><c>substring(text FROM start FOR length)</c>; the words <c>FROM</c> and <c>FOR</c> stand for commas.</summary>
    private bool TryWordBetween(Token name, int argumentCount)
        => (name.IsWord("substring") || name.IsWord("substr"))
            && ((argumentCount == 1 && tokens.TryWord("FROM")) || (argumentCount == 2 && tokens.TryWord("FOR")));

    /// <summary><c>trim(BOTH characters FROM text)</c>, where the characters may be left out.</summary>
    private FunctionExpression ParseTrim()
    {
        var side = tokens.Take();
        var name = side.IsWord("LEADING") ? "ltrim" : side.IsWord("TRAILING") ? "rtrim" : "trim";
        if (tokens.TryWord("FROM"))
        {
            return new FunctionExpression(name, [parser.ParseExpression()], isDistinct: false);
        }

        var characters = parser.ParseExpression();
        tokens.RequireWord("FROM");
        var text = parser.ParseExpression();
        return name == "trim"
            ? new FunctionExpression("btrim", [text, characters], isDistinct: false)
            : new FunctionExpression(name, [characters, text], isDistinct: false);
    }

    private bool IsTrimWord(Token token)
        => (token.IsWord("BOTH") || token.IsWord("LEADING") || token.IsWord("TRAILING")) && !tokens.Next.IsSymbol(")") && !tokens.Next.IsSymbol(",");

    /// <summary><c>extract(month FROM day)</c> is <c>date_part('month', day)</c>.</summary>
    private FunctionExpression ParseExtract()
    {
        var part = new LiteralExpression(tokens.Take().Text.ToLowerInvariant());
        tokens.RequireWord("FROM");
        return new FunctionExpression("date_part", [part, parser.ParseExpression()], isDistinct: false);
    }
}
