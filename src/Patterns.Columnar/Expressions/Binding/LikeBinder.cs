using System.Text;
using System.Text.RegularExpressions;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Functions;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Binds LIKE, ILIKE and RLIKE.</summary>
internal static class LikeBinder
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    public static BoundNode Bind(Binder binder, LikeExpression expression)
    {
        var value = RequireText(expression.Value, binder.Bind(expression.Value));
        var pattern = RequireText(expression.Pattern, binder.Bind(expression.Pattern));
        if (value is ConstantNode { IsNull: true } || pattern is ConstantNode { IsNull: true })
        {
            return new ConstantNode(DataType.Boolean, null);
        }

        if (expression.Kind == LikeKind.RegularExpression)
        {
            return pattern is ConstantNode text
                ? MatchRegex(expression, value, ParseRegex(expression.Pattern, Encoding.UTF8.GetString((byte[])text.Value!)))
                : throw new ExpressionTypeException(expression.Pattern, "the pattern of RLIKE must be a constant.");
        }

        if (expression.Kind == LikeKind.CaseInsensitiveLike)
        {
            value = Coercion.Fold(TextCaseNode.Lower(value));
            pattern = Coercion.Fold(TextCaseNode.Lower(pattern));
        }

        return pattern is ConstantNode constant
            ? new LikeNode(value, ParseLike(expression, constant))
            : new LikeColumnsNode(value, pattern, expression.Escape, expression);
    }

    /// <summary>Whether a text has a match anywhere.</summary>
    public static BoundNode MatchRegex(Expression source, BoundNode text, Regex regex) => new RegexNode(text, regex, source);

    /// <summary>Reads a regular expression.</summary>
    /// <exception cref="ExpressionTypeException">It is none.</exception>
    public static Regex ParseRegex(Expression part, string pattern)
    {
        RequireLength(part, pattern);
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, MatchTimeout);
        }
        catch (NotSupportedException)
        {
            // Look-arounds, back references and large counts need backtracking, whose time only a limit can bound.
            return new Regex(pattern, RegexOptions.CultureInvariant, MatchTimeout);
        }
        catch (ArgumentException exception)
        {
            throw new ExpressionTypeException(part, $"it is no regular expression: {exception.Message}");
        }
    }

    private static BoundNode RequireText(Expression part, BoundNode node)
        => node is ConstantNode { IsUntypedNull: true } || node.Type.Kind == DataTypeKind.String
            ? Coercion.To(node, DataType.String, part)
            : throw new ExpressionTypeException(part, $"a pattern is compared with a text, but this is {node.Type}; use CAST.");

    private static LikePattern ParseLike(LikeExpression expression, ConstantNode constant)
    {
        var pattern = Encoding.UTF8.GetString((byte[])constant.Value!);
        RequireLength(expression.Pattern, pattern);
        return LikePattern.TryParse(pattern, expression.Escape)
            ?? throw new ExpressionTypeException(
                expression.Pattern,
                $"in a pattern '{expression.Escape}' stands in front of '%', '_' or another '{expression.Escape}' only; choose another character with ESCAPE.");
    }

    private static void RequireLength(Expression part, string pattern)
    {
        if (pattern.Length > ExpressionLimits.MaxPatternLength)
        {
            throw new ExpressionTypeException(part, $"a pattern has at most {ExpressionLimits.MaxPatternLength} characters, but this has {pattern.Length}.");
        }
    }
}
