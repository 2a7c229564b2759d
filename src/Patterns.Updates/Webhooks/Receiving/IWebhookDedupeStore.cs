namespace Patterns.Updates;

/// <summary>
/// Knows which messages were handled, so that each is handled once although it is sent at least once. Thread safe.
/// </summary>
/// <remarks>A message is claimed, handled, and completed; or released when handling failed, so that the next attempt may claim it.</remarks>
public interface IWebhookDedupeStore
{
    /// <summary>Asks for a message.</summary>
    /// <param name="key">The message: where it was received, and its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask<WebhookClaim> ClaimAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Says that a claimed message was handled. When the task completes, that is as durable as the store is.</summary>
    /// <param name="key">The message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask CompleteAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>Gives a claimed message back.</summary>
    /// <param name="key">The message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    ValueTask ReleaseAsync(string key, CancellationToken cancellationToken = default);
}
