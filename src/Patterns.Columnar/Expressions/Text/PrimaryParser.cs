namespace Patterns.Columnar.Expressions.Text;

/// <summary>Reads what operators stand between: literals, columns, calls, CASE, CAST, parentheses, and the access to fields and elements.</summary>
internal sealed class PrimaryParser
{
    private readonly TokenReader _tokens;
    private readonly Parser _parser;
    private readonly CallParser _calls;
    private readonly bool _isPrefix;

    public PrimaryParser(TokenReader tokens, Parser parser, bool isPrefix)
    {
        _tokens = tokens;
        _parser = parser;
        _isPrefix = isPrefix;
        _calls = new CallParser(tokens, parser);
    }

    public Expression Parse()
    {
        var position = _tokens.Current.Position;
        return ParseAccess(ParseValue().At(position), position);
    }

    /// <summary>Reads a number whose sign was read before.</summary>
    public Expression ParseNumber(bool isNegative)
    {
        var token = _tokens.Take();
        return ParseAccess(new LiteralExpression(NumberText.Read(token, isNegative)).At(token.Position), token.Position);
    }

    private Expression ParseValue()
    {
        var token = _tokens.Current;
        return token.Kind switch
        {
            TokenKind.Number => new LiteralExpression(NumberText.Read(_tokens.Take(), isNegative: false)),
            TokenKind.String => ParseString(),
            TokenKind.QuotedName => new ColumnExpression([_tokens.RequireName()]),
            TokenKind.Word => ParseWord(token),
            _ when token.IsSymbol("(") => ParseParentheses(),
            _ => throw token.Expected("an expression"),
        };
    }

    private LiteralExpression ParseString()
    {
        var token = _tokens.Take();
        return new LiteralExpression(token.Text[0] is 'x' or 'X' ? BinaryText.Read(token) : StringText.Read(token));
    }

    private Expression ParseParentheses()
    {
        _tokens.Advance();
        if (_tokens.Current.IsWord("SELECT") && _tokens.Next.Kind != TokenKind.Symbol)
        {
            throw _tokens.Current.Expected("an expression over one row, not a subquery");
        }

        var inner = _parser.ParseExpression();
        _tokens.RequireSymbol(")");
        return inner;
    }

    private Expression ParseWord(Token word)
    {
        if (_tokens.TryWord("NULL"))
        {
            return new LiteralExpression(null);
        }

        if (word.IsWord("TRUE") || word.IsWord("FALSE"))
        {
            _tokens.Advance();
            return new LiteralExpression(word.IsWord("TRUE"));
        }

        if (_tokens.TryWord("CASE"))
        {
            return ParseCase();
        }

        if (word.IsWord("CAST") || word.IsWord("TRY_CAST"))
        {
            _tokens.Advance();
            return ParseCast(isTry: word.IsWord("TRY_CAST"));
        }

        if (TypedLiteral.IsType(word) && _tokens.Next is { Kind: TokenKind.String, Text: ['\'' or '"', ..] })
        {
            return new LiteralExpression(TypedLiteral.Read(_tokens.Take(), _tokens.Take()));
        }

        return ParseName(word);
    }

    private Expression ParseName(Token word)
    {
        if (Keywords.IsReserved(word.Text))
        {
            throw word.Expected($"an expression; a column of this name is written `{word.Text}`");
        }

        if (_tokens.Next.IsSymbol("("))
        {
            return _calls.Parse();
        }

        if (_isPrefix && Keywords.ContinuesStatement(word.Text))
        {
            throw word.Expected($"an expression; a column of this name is written `{word.Text}`");
        }

        if (word.IsWord("INTERVAL") && _tokens.Next.Kind is TokenKind.String or TokenKind.Number)
        {
            throw word.Expected("an expression; intervals are not supported, use date_add, add_months or timestamp_micros(unix_micros(…) + …)");
        }

        return new ColumnExpression([_tokens.RequireName()]);
    }

    private CaseExpression ParseCase()
    {
        var operand = _tokens.Current.IsWord("WHEN") ? null : _parser.ParseExpression();
        var branches = new List<CaseBranch>();
        _tokens.RequireWord("WHEN");
        do
        {
            var condition = _parser.ParseExpression();
            _tokens.RequireWord("THEN");
            branches.Add(new CaseBranch(condition, _parser.ParseExpression()));
        }
        while (_tokens.TryWord("WHEN"));
        var otherwise = _tokens.TryWord("ELSE") ? _parser.ParseExpression() : null;
        if (!_tokens.TryWord("END"))
        {
            throw _tokens.Current.Expected(otherwise is null ? "WHEN, ELSE or END" : "END");
        }

        return new CaseExpression(operand, branches, otherwise);
    }

    private CastExpression ParseCast(bool isTry)
    {
        _tokens.RequireSymbol("(");
        var operand = _parser.ParseExpression();
        _tokens.RequireWord("AS");
        var type = TypeParser.Parse(_tokens);
        _tokens.RequireSymbol(")");
        return new CastExpression(operand, type, isTry);
    }

    private Expression ParseAccess(Expression operand, TextPosition position)
    {
        while (true)
        {
            if (_tokens.TrySymbol("."))
            {
                operand = Expression.Field(operand, _tokens.RequireName()).At(position);
            }
            else if (_tokens.TrySymbol("["))
            {
                operand = new ElementExpression(operand, _parser.ParseExpression()).At(position);
                _tokens.RequireSymbol("]");
            }
            else if (_tokens.TrySymbol("::"))
            {
                operand = new CastExpression(operand, TypeParser.Parse(_tokens), isTry: false).At(position);
            }
            else
            {
                return operand;
            }
        }
    }
}
