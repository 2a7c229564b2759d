using Patterns.Updates.Webhooks.Receiving;

namespace Patterns.Updates;

/// <summary>
/// Knows the messages that this process has handled. What was handled before a restart is handled again when it is sent again: where that matters, use
/// <see cref="FileWebhookDedupeStore"/>. About 100 bytes per message. Thread safe.
/// </summary>
public sealed class MemoryWebhookDedupeStore : IWebhookDedupeStore
{
    private readonly MessageTable _messages;
    private readonly TimeProvider _time;

    /// <summary>Creates an empty store.</summary>
    /// <param name="life">How long a message is known, at least as long as senders try again: null for 5 days, which is longer than 75.6 hours and a fifth.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The life is zero or less.</exception>
    public MemoryWebhookDedupeStore(TimeSpan? life = null, TimeProvider? time = null)
    {
        Life = life ?? DefaultLife;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Life, TimeSpan.Zero, nameof(life));
        _messages = new MessageTable(Life);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>5 days.</summary>
    public static TimeSpan DefaultLife => TimeSpan.FromDays(5);

    /// <summary>How long a message is known.</summary>
    public TimeSpan Life { get; }

    /// <inheritdoc/>
    public ValueTask<WebhookClaim> ClaimAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ValueTask.FromResult(_messages.Claim(MessageHash.Of(key), _time.GetUtcNow()));
    }

    /// <inheritdoc/>
    public ValueTask CompleteAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        _messages.Complete(MessageHash.Of(key), _time.GetUtcNow());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        _messages.Release(MessageHash.Of(key));
        return ValueTask.CompletedTask;
    }
}
