using System.Diagnostics;
using System.Text.Json;
using Patterns.Testing;

namespace Patterns.Updates.Tests.Webhooks.Signing;

/// <summary>The npm library of Standard Webhooks in a process of node.</summary>
internal static class StandardWebhooksPeer
{
    private static readonly string? Folder = RepositoryRoot.IsKnown ? Path.Join(RepositoryRoot.Path, "tests", "peers", "standard-webhooks") : null;

    /// <summary>Why it cannot be asked, or null when it can.</summary>
    public static string? WhyNot { get; } =
        Folder is null ? "needs the working copy, in which the peer of webhooks is"
        : !Directory.Exists(Path.Join(Folder, "node_modules", "standardwebhooks")) ? "needs the npm package standardwebhooks: run npm ci in tests/peers/standard-webhooks"
        : !HasNode() ? "needs node, which is not installed"
        : null;

    /// <summary>Asks about messages; answers come in their order.</summary>
    public static async Task<IReadOnlyList<JsonElement>> AskAsync(IEnumerable<string> lines)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["cross-sign.mjs"]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var reading = node.StandardOutput.ReadToEndAsync();
        foreach (var line in lines)
        {
            await node.StandardInput.WriteLineAsync(line);
        }

        node.StandardInput.Close();
        var output = await reading.WaitAsync(TimeSpan.FromMinutes(2));
        await node.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(0, node.ExitCode);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line))];
    }

    private static bool HasNode()
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(static folder => File.Exists(Path.Join(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")));
}
