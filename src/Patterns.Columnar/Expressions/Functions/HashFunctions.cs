namespace Patterns.Columnar.Expressions.Functions;

/// <summary>xxhash64.</summary>
internal static class HashFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("xxhash64", 1, FunctionDefinition.Unlimited, static call => new XxHash64Node(call.Source, call.Arguments)),
    ];
}
