namespace Patterns.Core;

/// <summary>A text is not a schema: neither JSON nor DDL that can be understood, or a type that there is no equal of.</summary>
/// <param name="location">Where in the text or in the schema the problem is.</param>
/// <param name="problem">What was found and what was expected, without a full stop.</param>
/// <param name="innerException">The parser's own error, or null.</param>
public sealed class SchemaFormatException(string location, string problem, Exception? innerException = null)
    : PatternsException("schema.format", $"The schema cannot be read at {location}: {problem}.", innerException)
{
    /// <summary>Where the problem is: <c>line 1, column 9</c> of the text, or <c>field 'items.element.price'</c> of the schema.</summary>
    public string Location { get; } = location;
}
