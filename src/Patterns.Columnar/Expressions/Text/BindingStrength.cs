namespace Patterns.Columnar.Expressions.Text;

/// <summary>How strongly operators hold their operands together; a part that binds less than its place asks for is put in parentheses.</summary>
internal static class BindingStrength
{
    public const int Or = 1;
    public const int And = 2;
    public const int Not = 3;
    public const int Predicate = 4;
    public const int Comparison = 5;
    public const int Additive = 6;
    public const int Multiplicative = 7;
    public const int Unary = 8;
    public const int Primary = 9;
}
