using System.Security.Cryptography;
using System.Text;

namespace Patterns.Columnar.Metrics;

/// <summary>What a definition means, apart from how it is written.</summary>
internal static class MetricNormalForm
{
    /// <summary>Changes when the rules of the normal form change, so that hashes of different rules are never compared.</summary>
    private const int Version = 1;

    /// <summary>Expression and filter in normal form; no filter when it is always true.</summary>
    public static (Expression Expression, Expression? Filter) Of(string name, Expression expression, Expression? filter)
    {
        var part = MetricPart.Expression;
        try
        {
            var meaning = expression.Normalize();
            part = MetricPart.Filter;
            var condition = filter is null ? Expression.True : Condition(filter.Normalize()).Normalize();
            return (meaning, condition.Equals(Expression.True) ? null : condition);
        }
        catch (ArgumentException exception)
        {
            throw new MetricDefinitionException(name, part, exception.Message, exception);
        }
    }

    public static string Write(MetricDefinition definition) => MetricJson.Write(writer =>
    {
        writer.WriteNumber("version"u8, Version);
        writer.WriteString("expression"u8, definition.Meaning.ToString());
        MetricJson.WriteOptional(writer, "filter", definition.MeaningOfFilter?.ToString());
        MetricJson.WriteOptional(writer, "time", definition.TimeColumn);
        MetricJson.WriteOptional(writer, "unit", definition.Unit);
        if (definition.Scale is { } scale)
        {
            writer.WriteNumber("scale"u8, scale);
            writer.WriteString("rounding"u8, MetricJson.NameOf(definition.Rounding));
        }

        writer.WriteString("additivity"u8, MetricJson.NameOf(definition.Additivity));
    });

    public static string Hash(string normalForm) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalForm)));

    /// <summary>A filter keeps what is true, so that <c>x IS TRUE</c> is <c>x</c> there.</summary>
    private static Expression Condition(Expression filter) => filter switch
    {
        IsExpression { Test: IsTest.True } test => Condition(test.Operand),
        LogicalExpression logic => logic.WithParts(Condition),
        _ => filter,
    };
}
