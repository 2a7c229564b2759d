using static Patterns.Columnar.Expressions.Text.BindingStrength;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Reads operators by their strength; what stands between them is read by <see cref="PrimaryParser"/>.</summary>
/// <remarks>Source: Spark SQL's grammar, rules booleanExpression, valueExpression and predicate.</remarks>
internal sealed class Parser
{
    // A level of the tree takes two calls when its operand stands in parentheses.
    private const int MaxNesting = (2 * ExpressionLimits.MaxDepth) + 2;

    private readonly TokenReader _tokens;
    private readonly PrimaryParser _primary;
    private int _depth;

    private Parser(string text, int startIndex, bool isPrefix)
    {
        _tokens = new TokenReader(new Lexer(text, startIndex));
        _primary = new PrimaryParser(_tokens, this, isPrefix);
    }

    public static Expression ParseAll(string text)
    {
        var expression = Parse(text, 0, isPrefix: false, out var tokens);
        return tokens.Current.Kind == TokenKind.End ? expression : throw tokens.Current.Expected("an operator or the end of the text");
    }

    public static Expression ParsePrefix(string text, int startIndex, out int endIndex)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)startIndex, (uint)text.Length, nameof(startIndex));
        var expression = Parse(text, startIndex, isPrefix: true, out var tokens);
        endIndex = tokens.LastEnd;
        return expression;
    }

    /// <summary>Reads any expression.</summary>
    public Expression ParseExpression() => ParseAtLeast(Or);

    /// <summary>Reads an expression without comparisons and weaker operators.</summary>
    public Expression ParseOperand() => ParseAtLeast(Additive);

    private static Expression Parse(string text, int startIndex, bool isPrefix, out TokenReader tokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length - startIndex > ExpressionLimits.MaxTextLength && !isPrefix)
        {
            throw new ExpressionSyntaxException(1, 1, $"a text of {text.Length} characters", $"at most {ExpressionLimits.MaxTextLength}");
        }

        var parser = new Parser(text, startIndex, isPrefix);
        tokens = parser._tokens;
        try
        {
            return parser.ParseExpression();
        }
        catch (ExpressionLimitException exception)
        {
            throw tokens.Current.Expected($"a smaller expression: {exception.Message.TrimEnd('.')}");
        }
    }

    private Expression ParseAtLeast(int minimum)
    {
        if (++_depth > MaxNesting)
        {
            throw _tokens.Current.Expected($"a smaller expression: it has more than {ExpressionLimits.MaxDepth} levels");
        }

        var position = _tokens.Current.Position;
        var left = ParseFirst(minimum, out var ceiling);
        while (true)
        {
            var strength = StrengthOfOperator();
            if (strength < minimum || strength > ceiling)
            {
                _depth--;
                return left;
            }

            left = (strength switch
            {
                Or => ParseLogical(LogicalOperator.Or, left),
                And => ParseLogical(LogicalOperator.And, left),
                Predicate => PredicateParser.Parse(_tokens, this, left),
                Comparison => ParseComparison(left),
                _ => ParseArithmetic(left, strength),
            }).At(position);

            // A predicate is no operand of a comparison or of another predicate: that takes parentheses.
            ceiling = strength == Predicate ? Not : ceiling;
        }
    }

    private Expression ParseFirst(int minimum, out int ceiling)
    {
        ceiling = Primary;
        var first = _tokens.Current;
        if (minimum <= Not && (_tokens.TryWord("NOT") || _tokens.TrySymbol("!")))
        {
            ceiling = Not;
            return new NotExpression(ParseAtLeast(Not)).At(first.Position);
        }

        if (!first.IsSymbol("-") && !first.IsSymbol("+"))
        {
            return _primary.Parse();
        }

        _tokens.Advance();
        if (_tokens.Current.Kind == TokenKind.Number)
        {
            return _primary.ParseNumber(isNegative: first.IsSymbol("-")).At(first.Position);
        }

        var operand = ParseAtLeast(Unary);
        return first.IsSymbol("-") ? new NegateExpression(operand).At(first.Position) : operand;
    }

    private int StrengthOfOperator()
    {
        var token = _tokens.Current;
        return token.Kind switch
        {
            TokenKind.Symbol => token.Text switch
            {
                "=" or "==" or "<>" or "!=" or "<" or "<=" or ">" or ">=" or "<=>" => Comparison,
                "+" or "-" or "||" => Additive,
                "*" or "/" or "%" => Multiplicative,
                _ => 0,
            },
            TokenKind.Word when token.IsWord("OR") => Or,
            TokenKind.Word when token.IsWord("AND") => And,
            TokenKind.Word when token.IsWord("DIV") => Multiplicative,
            TokenKind.Word when PredicateParser.Begins(_tokens) => Predicate,
            _ => 0,
        };
    }

    private Expression ParseLogical(LogicalOperator logic, Expression left)
    {
        var (word, strength) = logic == LogicalOperator.And ? ("AND", And) : ("OR", Or);
        var operands = new List<Expression> { left };
        while (_tokens.TryWord(word))
        {
            operands.Add(ParseAtLeast(strength + 1));
        }

        return LogicalExpression.Join(logic, operands);
    }

    private ComparisonExpression ParseComparison(Expression left)
    {
        var comparison = _tokens.Take().Text switch
        {
            "=" or "==" => ComparisonOperator.Equal,
            "<>" or "!=" => ComparisonOperator.NotEqual,
            "<" => ComparisonOperator.LessThan,
            "<=" => ComparisonOperator.LessThanOrEqual,
            ">" => ComparisonOperator.GreaterThan,
            ">=" => ComparisonOperator.GreaterThanOrEqual,
            _ => ComparisonOperator.NullSafeEqual,
        };
        return new ComparisonExpression(comparison, left, ParseAtLeast(Comparison + 1));
    }

    private Expression ParseArithmetic(Expression left, int strength)
    {
        if (_tokens.Current.IsSymbol("||"))
        {
            return ParseConcat(left);
        }

        var symbol = _tokens.Take().Text;
        var right = ParseAtLeast(strength + 1);
        return symbol switch
        {
            "+" => new ArithmeticExpression(ArithmeticOperator.Add, left, right),
            "-" => new ArithmeticExpression(ArithmeticOperator.Subtract, left, right),
            "*" => new ArithmeticExpression(ArithmeticOperator.Multiply, left, right),
            "/" => new ArithmeticExpression(ArithmeticOperator.Divide, left, right),
            "%" => new ArithmeticExpression(ArithmeticOperator.Remainder, left, right),
            _ => new ArithmeticExpression(ArithmeticOperator.IntegerDivide, left, right),
        };
    }

    /// <summary>The operator <c>||</c> is the function concat; a chain of operators is one call.</summary>
    private FunctionExpression ParseConcat(Expression left)
    {
        const string Concat = "concat";
        List<Expression> operands = left is FunctionExpression { Name: Concat } call ? [.. call.Arguments] : [left];
        while (_tokens.TrySymbol("||"))
        {
            operands.Add(ParseAtLeast(Additive + 1));
        }

        return new FunctionExpression(Concat, operands, isDistinct: false);
    }
}
