namespace DataPlatform;

/// <summary>Waits between runs until the raw folder changes.</summary>
internal static class NextRun
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    /// <summary>Waits for new files.</summary>
    /// <returns>True when there is something to do, false when the wait was ended.</returns>
    public static async Task<bool> WaitAsync(string folder, TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine();
        output.WriteLine($"Waiting for new files in {folder}. Ctrl-C ends it; --once would not have waited.");
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, EnableRaisingEvents = true };
        watcher.Created += (_, _) => changed.TrySetResult();
        watcher.Renamed += (_, _) => changed.TrySetResult();
        watcher.Changed += (_, _) => changed.TrySetResult();
        try
        {
            await changed.Task.WaitAsync(cancellationToken);
            await Task.Delay(Settling, TimeProvider.System, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
