namespace Patterns.Columnar.Expressions;

/// <summary>A tree is larger than <see cref="ExpressionLimits"/> allow. The parser turns it into a syntax error.</summary>
internal sealed class ExpressionLimitException(string message) : ArgumentException(message);
