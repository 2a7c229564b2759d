using System.Diagnostics;
using System.Text.Json;

namespace DataPlatform.Tests;

/// <summary>Runs the sample as a process of its own, as a user does.</summary>
internal static class PlatformRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Starts a run that ends by itself.</summary>
    public static Process Start(params IEnumerable<string> arguments) => StartWaiting(["--once", .. arguments]);

    /// <summary>Starts a run that waits for more files until it is ended.</summary>
    public static Process StartWaiting(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(PlatformOptions).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs to the end and reads the report.</summary>
    public static async Task<JsonElement> ReportAsync(string home, params string[] arguments)
    {
        var file = Path.Combine(home, "report.json");
        using var process = Start([.. arguments, "--home", home, "--report", file]);
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"The run ended with {process.ExitCode}: {await errors}{await output}");
        return JsonDocument.Parse(await File.ReadAllBytesAsync(file, limit.Token)).RootElement;
    }

    /// <summary>Puts a SELECT to the tables of a home.</summary>
    public static async Task<(string Output, string Errors, int ExitCode)> AskAsync(string home, string select)
    {
        using var process = Start("--home", home, "--ask", select);
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (await output, await errors, process.ExitCode);
    }
}
