using System.Reflection;
using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>
/// The tests of every <see cref="UpdateStoreContract"/> as cases of a theory, so that a backend passes them with a few lines, and one that needs a server
/// is skipped with the reason where there is none.
/// </summary>
public static class UpdateStoreScenarios
{
    private static readonly Dictionary<string, Scenario> All = typeof(UpdateStoreContract).Assembly.GetTypes()
        .Where(static type => type.BaseType == typeof(UpdateStoreContract))
        .SelectMany(static topic => topic.GetMethods().Where(static method => method.GetCustomAttribute<FactAttribute>() is not null)
            .SelectMany(test => test.GetCustomAttributes<InlineDataAttribute>().SelectMany(row => row.GetData(test)).DefaultIfEmpty([]).Select(row => new Scenario(topic, test, row))))
        .ToDictionary(static scenario => scenario.Name);

    /// <summary>The names of the tests that a store passes whose feeds outlive it.</summary>
    public static TheoryData<string> Names() => [.. All.Keys];

    /// <summary>The names of the tests that a store passes whose feeds end with it.</summary>
    public static TheoryData<string> NamesWithoutReopening() => [.. All.Values.Where(static scenario => scenario.Topic != typeof(ReopeningContract)).Select(static scenario => scenario.Name)];

    /// <summary>Runs one test.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="open">Opens a store over a place that is empty at first; again, after the one before was disposed of.</param>
    public static async Task RunAsync(string name, Func<TimeProvider, IUpdateStore> open)
    {
        var (topic, test, row) = All[name];
        await using var contract = (UpdateStoreContract)Activator.CreateInstance(topic, open)!;
        await (Task)test.Invoke(contract, row)!;
    }

    private sealed record Scenario(Type Topic, MethodInfo Test, object[] Row)
    {
        public string Name => $"{Topic.Name}.{Test.Name}{(Row.Length == 0 ? "" : $"({string.Join(", ", Row)})")}";
    }
}
