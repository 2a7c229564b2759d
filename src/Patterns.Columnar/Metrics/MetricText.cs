namespace Patterns.Columnar.Metrics;

/// <summary>The texts of a definition.</summary>
internal static class MetricText
{
    private const int MaxLength = 1_024;

    public static Expression Parse(string name, MetricPart part, string text)
    {
        try
        {
            return Expression.Parse(text);
        }
        catch (ExpressionSyntaxException exception)
        {
            throw new MetricDefinitionException(name, part, exception.Message, exception);
        }
    }

    /// <summary>A short text that is not blank.</summary>
    public static string Require(string name, MetricPart part, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var problem = string.IsNullOrWhiteSpace(text) ? "the text is blank."
            : text.Length > MaxLength ? $"the text has {text.Length} characters; {MaxLength} are allowed."
            : text.Any(char.IsControl) ? "the text has control characters, such as line breaks; take them out."
            : null;
        return problem is null ? text : throw new MetricDefinitionException(part == MetricPart.Name ? "" : name, part, problem);
    }
}
