namespace Patterns.Updates.Segments;

/// <summary>
/// Group commit: while one group is being made durable, appends gather for the next. The caller who finds nobody at work commits on its own
/// thread, so a single writer pays for nothing but the disk; what gathers meanwhile is committed on the thread pool, behind the callers that the
/// last group woke, so that their next appends are in the next group together.
/// </summary>
internal sealed class AppendQueue(Action<IReadOnlyList<PendingAppend>> commit)
{
    private const int MostAppends = 4096;
    private const long MostBytes = 1 << 20;

    private readonly Lock _lock = new();
    private readonly Queue<PendingAppend> _waiting = new();
    private TaskCompletionSource? _idle;
    private bool _isCommitting;
    private bool _isCrowded;

    public void Add(PendingAppend append)
    {
        bool commitsHere;
        lock (_lock)
        {
            _waiting.Enqueue(append);
            if (_isCommitting)
            {
                return;
            }

            _isCommitting = true;
            commitsHere = !_isCrowded;
        }

        if (commitsHere)
        {
            CommitNext();
        }
        else
        {
            CommitLater();
        }
    }

    /// <summary>Completes when nothing is being committed and nothing waits.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            return !_isCommitting ? Task.CompletedTask : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private void CommitLater() => ThreadPool.UnsafeQueueUserWorkItem(static queue => queue.CommitNext(), this, preferLocal: false);

    private void CommitNext()
    {
        var group = Take();
        try
        {
            commit(group);
        }
        catch (Exception exception)
        {
            group.ForEach(append => append.Refusal ??= exception);
        }

        bool isMore;
        lock (_lock)
        {
            isMore = _waiting.Count > 0;
            _isCrowded = group.Count > 1;
            _isCommitting = isMore;
            if (!isMore)
            {
                _idle?.SetResult();
                _idle = null;
            }
        }

        // After the lock was released: whoever is woken may append at once, and then joins or begins the next group.
        foreach (var append in group)
        {
            append.Complete();
        }

        if (isMore)
        {
            CommitLater();
        }
    }

    private List<PendingAppend> Take()
    {
        List<PendingAppend> group;
        lock (_lock)
        {
            group = new(Math.Min(_waiting.Count, MostAppends));
            long bytes = 0;
            while (_waiting.TryPeek(out var next) && group.Count < MostAppends)
            {
                bytes += SizeOf(next.Request);
                if (bytes > MostBytes && group.Count > 0)
                {
                    break;
                }

                group.Add(_waiting.Dequeue());
            }
        }

        return group;
    }

    private static long SizeOf(AppendRequest request)
    {
        long bytes = 0;
        for (var index = 0; index < request.Updates.Count; index++)
        {
            bytes += request.Updates[index].Payload.Length;
        }

        return bytes;
    }
}
