using Patterns.Columnar.Expressions.Text;
using Patterns.Core;

namespace Patterns.Columnar.Expressions;

/// <summary>Brings calls into one form: names in lower case, <c>bigint(x)</c> as a cast, <c>double('NaN')</c> as a literal.</summary>
internal static class FunctionName
{
    public static Expression Call(string name, IReadOnlyList<Expression> arguments, bool isDistinct)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(arguments);
        if (!IsValid(name))
        {
            throw new ArgumentException($"'{name}' cannot name a function: use letters, digits and underscores, and no keyword.", nameof(name));
        }

        var lower = name.ToLowerInvariant();
        return arguments.Count == 1 && !isDistinct && TypeText.FindSimple(lower) is { } type
            ? Convert(arguments[0], type)
            : new FunctionExpression(lower, arguments, isDistinct);
    }

    public static bool IsValid(string name)
        => !Keywords.IsReserved(name)
            && !char.IsAsciiDigit(name[0])
            && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static Expression Convert(Expression argument, DataType type)
    {
        var special = argument is LiteralExpression { Value: string text } ? FloatText.FindSpecial(text) : null;
        return (special, type.Kind) switch
        {
            ({ } value, DataTypeKind.Float64) => new LiteralExpression(value),
            ({ } value, DataTypeKind.Float32) => new LiteralExpression((float)value),
            _ => new CastExpression(argument, type, isTry: false),
        };
    }
}
