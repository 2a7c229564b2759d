using System.Collections.Concurrent;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>Work that was started and not awaited yet, so that nothing runs on when its owner is gone. Thread safe.</summary>
internal sealed class RunningTasks
{
    private readonly ConcurrentDictionary<Task, byte> _tasks = [];

    /// <summary>Starts work on the thread pool. It must not throw.</summary>
    public void Start(Func<Task> work)
    {
        var task = Task.Run(work);
        _tasks.TryAdd(task, 0);
        _ = task.ContinueWith(
            static (done, tasks) => ((ConcurrentDictionary<Task, byte>)tasks!).TryRemove(done, out _),
            _tasks,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public async Task WhenAllAsync()
    {
        while (!_tasks.IsEmpty)
        {
            await Task.WhenAll(_tasks.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
