using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>A function that expressions can call.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="MinArguments">The fewest arguments.</param>
/// <param name="MaxArguments">The most arguments.</param>
/// <param name="Bind">Makes the operation out of a call whose number of arguments fits.</param>
internal sealed record FunctionDefinition(string Name, int MinArguments, int MaxArguments, Func<FunctionCall, BoundNode> Bind)
{
    /// <summary>For functions of any number of arguments.</summary>
    public const int Unlimited = int.MaxValue;

    public FunctionDefinition(string name, int arguments, Func<FunctionCall, BoundNode> bind)
        : this(name, arguments, arguments, bind)
    {
    }

    /// <summary>The numbers of arguments in words.</summary>
    public string Arity => MinArguments == MaxArguments ? Count(MinArguments)
        : MaxArguments == Unlimited ? $"at least {Count(MinArguments)}"
        : $"{MinArguments} to {Count(MaxArguments)}";

    private static string Count(int count) => count == 1 ? "1 argument" : $"{count} arguments";
}
