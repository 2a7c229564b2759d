using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Patterns.Tables.Tests;

/// <summary>A process that changes a table, with what it said was committed. Disposal kills it.</summary>
internal sealed class WriterProcess : IDisposable
{
    private static readonly string Program = Path.Join(AppContext.BaseDirectory, "Patterns.Tables.Writer.dll");

    private readonly Process _process;
    private readonly ConcurrentQueue<int> _committed = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _firstCommit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WriterProcess(string folder, string table, string writer, int firstSequence, int appends, int rowsPerAppend, string operation = "append")
    {
        var numbers = new[] { firstSequence, appends, rowsPerAppend }.Select(static number => number.ToString(CultureInfo.InvariantCulture));
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", [Program, folder, table, writer, .. numbers, operation])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The sequences that the process said were committed, in order.</summary>
    public IReadOnlyCollection<int> Committed => _committed;

    /// <summary>Completes when the process has committed once, or has ended.</summary>
    public Task FirstCommitAsync() => Task.WhenAny(_firstCommit.Task, _process.WaitForExitAsync());

    /// <summary>Waits for the process to end by itself and requires success.</summary>
    public async Task CompleteAsync()
    {
        await _process.WaitForExitAsync();
        Assert.True(_process.ExitCode == 0, string.Join('\n', _errors));
    }

    /// <summary>Ends the process at once, as a loss of power would, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is { Length: > 0 })
        {
            _committed.Enqueue(int.Parse(line, CultureInfo.InvariantCulture));
            _firstCommit.TrySetResult();
        }
    }
}
