using System.Runtime.CompilerServices;

namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>Lets what is queued on the thread pool run first: the rest of the method is queued behind it, not on the thread's own queue, which is served from the other end.</summary>
internal readonly struct Turn : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public Turn GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation) => ThreadPool.UnsafeQueueUserWorkItem(static action => action(), continuation, preferLocal: false);
}
