namespace Patterns.Columnar.Expressions.Text;

/// <summary>Reads BETWEEN, IN, LIKE, ILIKE, RLIKE and IS behind a value, with or without NOT.</summary>
internal static class PredicateParser
{
    private const string AfterIs = "NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM";

    public static bool Begins(TokenReader tokens)
        => tokens.Current.IsWord("IS")
            || BeginsWithoutNot(tokens.Current)
            || (tokens.Current.IsWord("NOT") && BeginsWithoutNot(tokens.Next));

    public static Expression Parse(TokenReader tokens, Parser parser, Expression value)
    {
        var isNegated = tokens.TryWord("NOT");
        Expression predicate;
        if (tokens.TryWord("IS"))
        {
            isNegated = tokens.TryWord("NOT");
            if (tokens.TryWord("DISTINCT"))
            {
                tokens.RequireWord("FROM");
                predicate = new ComparisonExpression(ComparisonOperator.NullSafeEqual, value, parser.ParseOperand());
                return isNegated ? predicate : new NotExpression(predicate);
            }

            predicate = ParseIs(tokens, value);
        }
        else if (tokens.TryWord("BETWEEN"))
        {
            var low = parser.ParseOperand();
            tokens.RequireWord("AND");
            predicate = new BetweenExpression(value, low, parser.ParseOperand());
        }
        else
        {
            predicate = tokens.TryWord("IN") ? ParseIn(tokens, parser, value) : ParseLike(tokens, parser, value);
        }

        return isNegated ? new NotExpression(predicate) : predicate;
    }

    private static bool BeginsWithoutNot(Token token)
        => token.IsWord("BETWEEN") || token.IsWord("IN") || token.IsWord("LIKE") || token.IsWord("ILIKE") || token.IsWord("RLIKE") || token.IsWord("REGEXP");

    private static IsExpression ParseIs(TokenReader tokens, Expression value)
    {
        var word = tokens.Current;
        var test = word.IsWord("NULL") || word.IsWord("UNKNOWN") ? IsTest.Null
            : word.IsWord("TRUE") ? IsTest.True
            : word.IsWord("FALSE") ? IsTest.False
            : throw word.Expected(AfterIs);
        tokens.Advance();
        return new IsExpression(test, value);
    }

    private static InExpression ParseIn(TokenReader tokens, Parser parser, Expression value)
    {
        tokens.RequireSymbol("(");
        if (tokens.Current.IsWord("SELECT") || tokens.Current.IsWord("WITH"))
        {
            throw tokens.Current.Expected("a list of values; a subquery is not an expression over one row");
        }

        var items = new List<Expression>();
        do
        {
            items.Add(parser.ParseExpression());
        }
        while (tokens.TrySymbol(","));
        tokens.RequireSymbol(")");
        return new InExpression(value, items);
    }

    private static LikeExpression ParseLike(TokenReader tokens, Parser parser, Expression value)
    {
        var word = tokens.Take();
        var kind = word.IsWord("LIKE") ? LikeKind.Like : word.IsWord("ILIKE") ? LikeKind.CaseInsensitiveLike : LikeKind.RegularExpression;
        if (tokens.Current.IsWord("ANY") || tokens.Current.IsWord("ALL") || tokens.Current.IsWord("SOME"))
        {
            if (tokens.Next.IsSymbol("("))
            {
                throw tokens.Current.Expected("one pattern; join several with OR or AND");
            }
        }

        var pattern = parser.ParseOperand();
        var escape = LikeExpression.DefaultEscape;
        if (kind != LikeKind.RegularExpression && tokens.TryWord("ESCAPE"))
        {
            var token = tokens.RequireString();
            escape = StringText.Read(token) is [var single] ? single : throw token.Expected("one character");
        }

        return new LikeExpression(kind, value, pattern, escape);
    }
}
