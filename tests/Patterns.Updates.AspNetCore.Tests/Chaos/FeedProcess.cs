using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Patterns.Updates.AspNetCore.Tests.Chaos;

/// <summary>
/// A server of feeds in a process of its own, which can be killed and started again at the same address. Its clock is set to and fro, differently after every
/// start.
/// </summary>
/// <param name="folder">Where it keeps its feeds.</param>
internal sealed class FeedProcess(string folder) : IAsyncDisposable
{
    private static readonly string Program = Path.Join(AppContext.BaseDirectory, "Patterns.Updates.FeedProcess.dll");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<string> _errors = new();
    private Process? _process;
    private int _starts;

    /// <summary>Where it listens: the same after every start.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public async Task StartAsync()
    {
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string[] arguments = [Program, Address.GetLeftPart(UriPartial.Authority), folder, (++_starts).ToString(CultureInfo.InvariantCulture)];
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(host, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true },
        };
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginErrorReadLine();
        string? address = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Address = new Uri(address ?? throw new InvalidOperationException($"The server did not start: {string.Join('\n', _errors)}"));
    }

    /// <summary>Ends the process at once, as a loss of power would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Ends the process in good order.</summary>
    public async Task StopAsync()
    {
        _process!.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(_process.ExitCode == 0, string.Join('\n', _errors));
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await KillAsync();
        }
    }
}
