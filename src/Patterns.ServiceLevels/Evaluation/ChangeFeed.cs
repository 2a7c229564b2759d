namespace Patterns.ServiceLevels.Evaluation;

/// <summary>Hands changes to whoever subscribed. One that throws does not keep others from theirs.</summary>
internal sealed class ChangeFeed(Action<Exception> onError) : IObservable<ObjectiveChange>
{
    private readonly Lock _lock = new();
    private Subscription[] _subscriptions = [];
    private bool _isCompleted;

    public IDisposable Subscribe(IObserver<ObjectiveChange> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new Subscription(this, observer);
        lock (_lock)
        {
            if (!_isCompleted)
            {
                _subscriptions = [.. _subscriptions, subscription];
                return subscription;
            }
        }

        observer.OnCompleted();
        return subscription;
    }

    public void Publish(ObjectiveChange change)
    {
        foreach (var subscription in Volatile.Read(ref _subscriptions))
        {
            Guard(() => subscription.Observer.OnNext(change));
        }
    }

    public void Complete()
    {
        Subscription[] subscriptions;
        lock (_lock)
        {
            (subscriptions, _subscriptions, _isCompleted) = (_subscriptions, [], true);
        }

        foreach (var subscription in subscriptions)
        {
            Guard(subscription.Observer.OnCompleted);
        }
    }

    public void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            onError(exception);
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
        }
    }

    private sealed class Subscription(ChangeFeed feed, IObserver<ObjectiveChange> observer) : IDisposable
    {
        public IObserver<ObjectiveChange> Observer => observer;

        public void Dispose() => feed.Remove(this);
    }
}
