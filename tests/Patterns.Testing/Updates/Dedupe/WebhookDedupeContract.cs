using Patterns.Updates;

namespace Patterns.Testing;

/// <summary>What every <see cref="IWebhookDedupeStore"/> promises. <see cref="WebhookDedupeScenarios"/> runs the tests over an implementation.</summary>
public abstract class WebhookDedupeContract : IAsyncDisposable
{
    /// <summary>How long a message is known in these tests.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(5);

    private readonly Func<TimeProvider, IWebhookDedupeStore> _open;

    /// <param name="open">Opens a store over a place that is empty at first, with a life of <see cref="Life"/>; again, after the one before was disposed of.</param>
    protected WebhookDedupeContract(Func<TimeProvider, IWebhookDedupeStore> open)
    {
        _open = open;
        Store = open(Time);
    }

    protected ManualTimeProvider Time { get; } = new();

    protected IWebhookDedupeStore Store { get; private set; }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        (Store as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected void Reopen()
    {
        (Store as IDisposable)?.Dispose();
        Store = _open(Time);
    }
}
