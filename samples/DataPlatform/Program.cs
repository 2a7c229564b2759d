using System.Text.Json;
using DataPlatform;
using DataPlatform.Changes;
using DataPlatform.Levels;
using DataPlatform.Pipeline;
using DataPlatform.Reporting;
using DataPlatform.RetailLake;
using Microsoft.Extensions.DependencyInjection;
using Patterns.Core;
using Patterns.Lake;
using Patterns.Tables;
using Patterns.Updates;

PlatformOptions options;
try
{
    options = PlatformOptions.Parse(args);
}
catch (ArgumentException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(PlatformOptions.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

var services = new ServiceCollection();
services.AddSingleton(TimeProvider.System);
services.AddSingleton(Console.Out);
services.AddSingleton<ProgressLine>();
services.AddSingleton(options.Raw is null ? RetailRules.All : new Dictionary<string, TableRules>());
services.AddSingleton<ChangePublisher>();
services.AddSingleton<PlatformPipeline>();
services.AddSingleton(provider => new PlatformLevels(new FileObjectStore(Path.Combine(options.Home, "levels")), provider.GetRequiredService<TableStore>(), provider.GetRequiredService<TimeProvider>()));
services.AddPatternsLake().WithFolder(Path.Combine(options.Home, "lake"));
services.AddPatternsTables().WithFolder(Path.Combine(options.Home, "tables"));
services.AddPatternsUpdates(updates => updates.Directory = Path.Combine(options.Home, "feeds"));
await using var provider = services.BuildServiceProvider();

try
{
    if (options.Ask is not null)
    {
        await Asking.AnswerAsync(provider.GetRequiredService<TableStore>(), options.Ask, Console.Out, stop.Token);
        return 0;
    }

    var raw = options.Raw ?? Path.Combine(options.Home, "raw");
    if (options.Raw is null)
    {
        RetailLakeGenerator.Write(raw, options.Scale);
    }

    await using var server = options.Serve is null
        ? null
        : await ChangeServer.StartAsync(provider.GetRequiredService<IUpdateStore>(), options.Serve, Console.Out, stop.Token);
    do
    {
        var report = await provider.GetRequiredService<PlatformPipeline>().RunAsync(raw, stop.Token);
        new ReportText(Console.Out).Write(report);
        await SayLevelsAsync(report);
        if (options.ReportFile is not null)
        {
            await File.WriteAllBytesAsync(options.ReportFile, JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Default.PlatformReport), stop.Token);
        }
    }
    while (!options.Once && await NextRun.WaitAsync(raw, Console.Out, stop.Token));
    return 0;
}
catch (PatternsException error)
{
    Console.Error.WriteLine($"{error.Code}: {error.Message}");
    return 1;
}
catch (IOException error) when (options.Serve is not null)
{
    Console.Error.WriteLine($"Changes cannot be served at {options.Serve}: {error.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. What was committed is in place; the next run goes on from there.");
    return 130;
}

// The data is in its tables by now: what is wrong with the counts of the platform itself is said, and no reason to fail.
async Task SayLevelsAsync(PlatformReport report)
{
    var page = Path.Combine(options.Home, "service-levels.html");
    try
    {
        var lines = await provider.GetRequiredService<PlatformLevels>().RecordAsync(report, page, stop.Token);
        Console.WriteLine();
        Console.WriteLine($"Service levels, on a page in {page}");
        foreach (var line in lines)
        {
            Console.WriteLine($"  {line}");
        }
    }
    catch (PatternsException error)
    {
        Console.Error.WriteLine($"Service levels are not up to date: {error.Code}: {error.Message}");
    }
}
