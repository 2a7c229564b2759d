using System.Reflection;
using Xunit;

namespace Patterns.Testing;

/// <summary>
/// A test of a contract as a case of a theory, so that an implementation passes the contract with a few lines, and one that needs a server is skipped
/// with the reason where there is none.
/// </summary>
/// <param name="Topic">The class of the test, made anew for each run.</param>
/// <param name="Test">The test.</param>
/// <param name="Row">Its data.</param>
internal sealed record ContractScenario(Type Topic, MethodInfo Test, object[] Row)
{
    private string Name => $"{Topic.Name}.{Test.Name}{(Row.Length == 0 ? "" : $"({string.Join(", ", Row)})")}";

    /// <summary>The tests of all classes that derive from the contract, by name.</summary>
    public static Dictionary<string, ContractScenario> Of<TContract>() => typeof(TContract).Assembly.GetTypes()
        .Where(static type => type.BaseType == typeof(TContract))
        .SelectMany(static topic => topic.GetMethods().Where(static method => method.GetCustomAttribute<FactAttribute>() is not null)
            .SelectMany(test => test.GetCustomAttributes<InlineDataAttribute>().SelectMany(row => row.GetData(test)).DefaultIfEmpty([]).Select(row => new ContractScenario(topic, test, row))))
        .ToDictionary(static scenario => scenario.Name);

    /// <summary>Runs the test.</summary>
    /// <param name="subject">What the class is made with.</param>
    public async Task RunAsync(object subject)
    {
        await using var contract = (IAsyncDisposable)Activator.CreateInstance(Topic, subject)!;
        await (Task)Test.Invoke(contract, Row)!;
    }
}
