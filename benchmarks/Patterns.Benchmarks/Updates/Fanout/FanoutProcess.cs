using System.Diagnostics;
using System.Globalization;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>A <see cref="FanoutServer"/> in a process of its own.</summary>
internal sealed class FanoutProcess : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _control;

    private FanoutProcess(Process process, string[] addresses)
    {
        _process = process;
        _control = new HttpClient { BaseAddress = new Uri(addresses[0]), Timeout = TimeSpan.FromMinutes(2) };
        Port = int.Parse(addresses[1], CultureInfo.InvariantCulture);
        Path = addresses[2];
    }

    /// <summary>Port of the stream.</summary>
    public int Port { get; }

    /// <summary>Path of the stream.</summary>
    public string Path { get; }

    /// <summary>Requests to the control, and what else the server has.</summary>
    public HttpClient Http => _control;

    /// <summary>Starts one of our own servers.</summary>
    public static Task<FanoutProcess> StartAsync(string kind)
    {
        var isHosted = System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        string[] program = isHosted ? [typeof(FanoutProcess).Assembly.Location] : [];
        return StartAsync(Environment.ProcessPath!, [.. program, FanoutServer.Command, kind]);
    }

    /// <summary>Starts the server of better-sse; only when <see cref="BetterSse"/> says nothing.</summary>
    public static Task<FanoutProcess> StartBetterSseAsync() => StartAsync("node", [BetterSse.Script]);

    /// <summary>What is sent for a number: the same width for each, and valid JSON.</summary>
    public static int Number(int number) => 10_000_000 + number;

    /// <summary>Has the server send updates; completes when it has handed them on.</summary>
    public async Task SendAsync(int first, int count, int gapMilliseconds)
    {
        using var response = await _control.PostAsync(new Uri($"/send?first={Number(first)}&count={count}&gap={gapMilliseconds}", UriKind.Relative), null);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What the server has used.</summary>
    /// <param name="settle">First collects garbage and begins a new peak.</param>
    public async Task<FanoutUsage> UsageAsync(bool settle = false)
    {
        var parts = (await _control.GetStringAsync(new Uri($"/stats{(settle ? "?settle" : "")}", UriKind.Relative))).Split(' ');
        return new FanoutUsage(
            double.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), long.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _control.Dispose();
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static async Task<FanoutProcess> StartAsync(string program, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"The server '{arguments[^1]}' ended before it listened.");
        return new FanoutProcess(process, line.Split(' '));
    }
}
