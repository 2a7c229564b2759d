namespace Patterns.Columnar.Expressions.Functions;

/// <summary>A letter of a <see cref="TimePattern"/> with the number of its repetitions, or a literal text, whose letter is a quote.</summary>
internal sealed record TimePatternPart(char Letter, int Length, byte[] Literal);
