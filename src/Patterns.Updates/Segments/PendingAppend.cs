namespace Patterns.Updates.Segments;

/// <summary>An append that waits to become durable, together with those that came at the same time.</summary>
internal sealed class PendingAppend(AppendRequest request) : TaskCompletionSource<AppendReceipt>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public AppendRequest Request { get; } = request;

    /// <summary>What it was taken note of as; null when it was refused or had been appended before.</summary>
    public AcceptedAppend? Accepted { get; set; }

    public AppendReceipt? Receipt { get; set; }

    /// <summary>Why it was refused; null when it was not.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Tells the caller what came of it.</summary>
    public void Complete()
    {
        if (Refusal is { } refusal)
        {
            TrySetException(refusal);
        }
        else
        {
            TrySetResult(Receipt!);
        }
    }
}
