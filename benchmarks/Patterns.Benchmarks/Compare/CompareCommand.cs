namespace Patterns.Benchmarks.Compare;

/// <summary>Puts Patterns beside its peers and prints one line per case and peer.</summary>
internal static class CompareCommand
{
    /// <summary>Runs the selected cases.</summary>
    /// <returns>0; 1 when an answer is wrong or a required peer is missing; 2 when the arguments are.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        CompareOptions options;
        try
        {
            options = CompareOptions.Parse(arguments);
        }
        catch (FormatException problem)
        {
            await output.WriteLineAsync($"{problem.Message}\n\n{CompareOptions.Usage}");
            return 2;
        }

        (CompareSuite Suite, CompareCase Case)[] selected =
            [.. from suite in CompareSuites.All from item in suite.Cases where options.Selects(suite, item) select (suite, item)];
        if (selected.Length == 0)
        {
            await output.WriteLineAsync($"No case is named {string.Join(", ", options.Selected)}. There are:");
            await output.WriteLineAsync(string.Join("\n", CompareSuites.All.SelectMany(static suite => suite.Cases.Select(item => $"  {suite.Name}/{item.Name}"))));
            return 2;
        }

        var results = new List<CompareResult>();
        var runner = new CompareRunner(options);
        await output.WriteLineAsync(CompareReport.Heading);
        foreach ((CompareSuite suite, CompareCase item) in selected)
        {
            foreach (CompareResult result in await RunCaseAsync(runner, suite, item))
            {
                results.Add(result);
                await output.WriteLineAsync(CompareReport.Line(result));
            }
        }

        foreach (string line in CompareReport.Means(results))
        {
            await output.WriteLineAsync(line);
        }

        if (options.JsonPath is { } path)
        {
            await CompareReport.WriteJsonAsync(path, results);
        }

        return results.Any(result => result.Failure is not null || (options.RequirePeers && result.Missing is not null)) ? 1 : 0;
    }

    // One broken contender must not keep the other cases from being reported.
    private static async Task<IReadOnlyList<CompareResult>> RunCaseAsync(CompareRunner runner, CompareSuite suite, CompareCase item)
    {
        try
        {
            return await runner.RunAsync(suite, item);
        }
        catch (Exception problem)
        {
            return [new CompareResult { Suite = suite.Name, Case = item.Name, Peer = "", Unit = item.Unit.Symbol, Failure = problem.ToString() }];
        }
    }
}
