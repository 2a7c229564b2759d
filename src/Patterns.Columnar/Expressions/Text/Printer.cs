using System.Text;
using static Patterns.Columnar.Expressions.Text.BindingStrength;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Prints a tree as Spark SQL in one canonical form: keywords in upper case, parentheses only where they are needed or help.</summary>
internal sealed class Printer
{
    private readonly StringBuilder _output = new();

    public static string Print(Expression expression)
    {
        var printer = new Printer();
        printer.Write(expression);
        return printer._output.ToString();
    }

    private static int StrengthOf(Expression expression) => expression switch
    {
        LogicalExpression logic => logic.Operator == LogicalOperator.Or ? Or : And,
        NotExpression { Operand: BetweenExpression or InExpression or LikeExpression or IsExpression } => Predicate,
        NotExpression => Not,
        BetweenExpression or InExpression or LikeExpression or IsExpression => Predicate,
        ComparisonExpression => Comparison,
        ArithmeticExpression { Operator: ArithmeticOperator.Add or ArithmeticOperator.Subtract } => Additive,
        ArithmeticExpression => Multiplicative,
        NegateExpression => Unary,
        LiteralExpression { Type.IsNumeric: true, Value: var value } when IsNegative(value!) => Unary,
        _ => Primary,
    };

    /// <summary>A sign in front of a number, and a point behind it, would become part of the number.</summary>
    private static int NotANumber(Expression operand) => operand is LiteralExpression { Type.IsNumeric: true } ? Primary + 1 : Primary;

    private static bool IsNegative(object value) => value switch
    {
        sbyte number => number < 0,
        short number => number < 0,
        int number => number < 0,
        long number => number < 0,
        float number => float.IsFinite(number) && float.IsNegative(number),
        double number => double.IsFinite(number) && double.IsNegative(number),
        decimal number => number < 0,
        _ => ((WideDecimal)value).Unscaled < 0,
    };

    private void Write(Expression expression, int atLeast)
    {
        if (StrengthOf(expression) >= atLeast)
        {
            Write(expression);
        }
        else
        {
            _output.Append('(');
            Write(expression);
            _output.Append(')');
        }
    }

    private void Write(Expression expression)
    {
        switch (expression)
        {
            case LiteralExpression literal:
                WriteLiteral(literal.Value);
                break;
            case ColumnExpression column:
                WritePath(column.Path);
                break;
            case LogicalExpression logic:
                // AND inside OR would need no parentheses, but readers do.
                WriteList(logic.Operands, logic.Operator == LogicalOperator.And ? " AND " : " OR ", operand => Write(operand, Not));
                break;
            case NotExpression not:
                WriteNot(not.Operand);
                break;
            case BetweenExpression or InExpression or LikeExpression or IsExpression:
                WritePredicate(expression, "");
                break;
            case ComparisonExpression comparison:
                WriteBinary(comparison.Left, SymbolOf(comparison.Operator), comparison.Right, Additive, Additive);
                break;
            case ArithmeticExpression arithmetic:
                var strength = StrengthOf(arithmetic);
                WriteBinary(arithmetic.Left, SymbolOf(arithmetic.Operator), arithmetic.Right, strength, strength + 1);
                break;
            case NegateExpression negate:
                _output.Append('-');
                Write(negate.Operand, NotANumber(negate.Operand));
                break;
            case CaseExpression choice:
                WriteCase(choice);
                break;
            case CastExpression cast:
                _output.Append(cast.IsTry ? "TRY_CAST(" : "CAST(");
                Write(cast.Operand);
                TypeText.Print(_output.Append(" AS "), cast.Type);
                _output.Append(')');
                break;
            case FunctionExpression function:
                _output.Append(function.Name).Append(function.IsDistinct ? "(DISTINCT " : "(");
                WriteList(function.Arguments, ", ", Write);
                _output.Append(')');
                break;
            case FieldExpression field:
                Write(field.Operand, NotANumber(field.Operand));
                NameText.PrintField(_output.Append('.'), field.Name);
                break;
            case ElementExpression element:
                Write(element.Operand, NotANumber(element.Operand));
                _output.Append('[');
                Write(element.Key);
                _output.Append(']');
                break;
            default:
                _output.Append('*');
                break;
        }
    }

    private void WritePath(IReadOnlyList<string> path)
    {
        NameText.Print(_output, path[0]);
        foreach (var field in path.Skip(1))
        {
            NameText.PrintField(_output.Append('.'), field);
        }
    }

    private void WriteNot(Expression operand)
    {
        if (operand is BetweenExpression or InExpression or LikeExpression or IsExpression)
        {
            WritePredicate(operand, "NOT ");
        }
        else
        {
            _output.Append("NOT ");
            Write(operand, operand is NotExpression ? Not : Primary);
        }
    }

    private void WritePredicate(Expression predicate, string not)
    {
        Write(predicate.Children[0], Additive);
        _output.Append(' ');
        switch (predicate)
        {
            case BetweenExpression between:
                _output.Append(not).Append("BETWEEN ");
                WriteBinary(between.Low, "AND", between.High, Additive, Additive);
                break;
            case InExpression list:
                _output.Append(not).Append("IN (");
                WriteList(list.Items, ", ", Write);
                _output.Append(')');
                break;
            case LikeExpression like:
                _output.Append(not).Append(like.Kind switch { LikeKind.Like => "LIKE ", LikeKind.CaseInsensitiveLike => "ILIKE ", _ => "RLIKE " });
                Write(like.Pattern, Additive);
                if (like.Escape != LikeExpression.DefaultEscape)
                {
                    StringText.Print(_output.Append(" ESCAPE "), like.Escape.ToString());
                }

                break;
            default:
                _output.Append("IS ").Append(not).Append(((IsExpression)predicate).Test switch { IsTest.Null => "NULL", IsTest.True => "TRUE", _ => "FALSE" });
                break;
        }
    }

    private void WriteCase(CaseExpression choice)
    {
        _output.Append("CASE");
        if (choice.Operand is not null)
        {
            _output.Append(' ');
            Write(choice.Operand);
        }

        foreach (var branch in choice.Branches)
        {
            _output.Append(" WHEN ");
            Write(branch.When);
            _output.Append(" THEN ");
            Write(branch.Then);
        }

        if (choice.Else is not null)
        {
            _output.Append(" ELSE ");
            Write(choice.Else);
        }

        _output.Append(" END");
    }

    private void WriteBinary(Expression left, string symbol, Expression right, int leftAtLeast, int rightAtLeast)
    {
        Write(left, leftAtLeast);
        _output.Append(' ').Append(symbol).Append(' ');
        Write(right, rightAtLeast);
    }

    private void WriteList<T>(IReadOnlyList<T> items, string separator, Action<T> write)
    {
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0)
            {
                _output.Append(separator);
            }

            write(items[index]);
        }
    }

    private void WriteLiteral(object? value)
    {
        switch (value)
        {
            case null:
                _output.Append("NULL");
                break;
            case bool flag:
                _output.Append(flag ? "TRUE" : "FALSE");
                break;
            case string text:
                StringText.Print(_output, text);
                break;
            case byte[] bytes:
                BinaryText.Print(_output, bytes);
                break;
            case DateOnly date:
                TypedLiteral.Print(_output, date);
                break;
            case DateTimeOffset instant:
                TypedLiteral.Print(_output, instant);
                break;
            case DateTime local:
                TypedLiteral.Print(_output, local);
                break;
            default:
                NumberText.Print(_output, value);
                break;
        }
    }

    private static string SymbolOf(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Equal => "=",
        ComparisonOperator.NotEqual => "<>",
        ComparisonOperator.LessThan => "<",
        ComparisonOperator.LessThanOrEqual => "<=",
        ComparisonOperator.GreaterThan => ">",
        ComparisonOperator.GreaterThanOrEqual => ">=",
        _ => "<=>",
    };

    private static string SymbolOf(ArithmeticOperator operation) => operation switch
    {
        ArithmeticOperator.Add => "+",
        ArithmeticOperator.Subtract => "-",
        ArithmeticOperator.Multiply => "*",
        ArithmeticOperator.Divide => "/",
        ArithmeticOperator.IntegerDivide => "DIV",
        _ => "%",
    };
}
