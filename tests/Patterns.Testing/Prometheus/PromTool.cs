using System.Diagnostics;

namespace Patterns.Testing;

/// <summary>Prometheus's own tool for rules: checks them, and evaluates them on given series. It is that of PATTERNS_PROMTOOL, or of PATH.</summary>
public static class PromTool
{
    private const string Variable = "PATTERNS_PROMTOOL";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly Lazy<string?> Binary = new(Locate);

    /// <summary>Why there is no tool and what to do about it; null when there is one.</summary>
    public static string? WhyNot => Binary.Value is null ? $"promtool is not installed: apt-get install prometheus, or set {Variable} to its path." : null;

    /// <summary>Runs the tool in a folder.</summary>
    /// <returns>Whether it ended well, and all that it said.</returns>
    public static (bool Succeeded, string Output) Run(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Binary.Value ?? throw new InvalidOperationException(WhyNot), arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("promtool does not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"promtool did not end within {Patience}.");
        }

        return (process.ExitCode == 0, output.Result + errors.Result);
    }

    private static string? Locate()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            return File.Exists(path) ? path : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Select(static folder => Path.Join(folder, OperatingSystem.IsWindows() ? "promtool.exe" : "promtool")).FirstOrDefault(File.Exists);
    }
}
