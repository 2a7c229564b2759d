namespace Patterns.Columnar.Expressions;

/// <summary>A part of an expression in the words of an error.</summary>
internal static class PartText
{
    private const int MaxLength = 200;

    /// <summary>The part in quotes, cut off when it is long, and where it stands if that is known.</summary>
    public static string Describe(Expression part)
    {
        var text = part.ToString();
        var shown = text.Length <= MaxLength ? text : text[..MaxLength] + "…";
        return part.Position.IsKnown ? $"'{shown}' at {part.Position}" : $"'{shown}'";
    }
}
