using Patterns.Updates;

namespace Patterns.Testing;

/// <summary>What every <see cref="IWebhookDedupeStore"/> promises. <see cref="WebhookDedupeScenarios"/> runs the tests over an implementation.</summary>
/// <param name="open">Opens a store over a place that is empty at first, with a life of <see cref="Life"/>; again, after the one before was disposed of.</param>
public abstract class WebhookDedupeContract(Func<TimeProvider, IWebhookDedupeStore> open) : IAsyncDisposable
{
    /// <summary>How long a message is known in these tests.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(5);

    private IWebhookDedupeStore? _store;

    protected ManualTimeProvider Time { get; } = new();

    protected IWebhookDedupeStore Store => _store ??= open(Time);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        (_store as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected void Reopen()
    {
        (Store as IDisposable)?.Dispose();
        _store = open(Time);
    }
}
