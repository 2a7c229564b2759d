namespace Patterns.Updates.Webhooks.Receiving;

/// <summary>Which messages are claimed and which are done, for a fixed time each. Pure but for its lock; thread safe.</summary>
internal sealed class MessageTable(TimeSpan life)
{
    private readonly Lock _lock = new();
    private readonly HashSet<MessageHash> _claimed = [];
    private readonly HashSet<MessageHash> _done = [];
    private readonly Queue<(MessageHash Message, DateTimeOffset Until)> _ends = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _done.Count + _claimed.Count;
            }
        }
    }

    public WebhookClaim Claim(MessageHash message, DateTimeOffset now)
    {
        lock (_lock)
        {
            while (_ends.TryPeek(out var end) && end.Until <= now)
            {
                _done.Remove(end.Message);
                _ends.Dequeue();
            }

            return _done.Contains(message) ? WebhookClaim.Done : _claimed.Add(message) ? WebhookClaim.Claimed : WebhookClaim.InProgress;
        }
    }

    /// <summary>Marks a message as done at a time; times may come in any order, a later one keeps the earlier ones a little longer.</summary>
    public void Complete(MessageHash message, DateTimeOffset at)
    {
        lock (_lock)
        {
            _claimed.Remove(message);
            if (_done.Add(message))
            {
                _ends.Enqueue((message, at + life));
            }
        }
    }

    public void Release(MessageHash message)
    {
        lock (_lock)
        {
            _claimed.Remove(message);
        }
    }
}
