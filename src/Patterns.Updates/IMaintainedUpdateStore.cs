namespace Patterns.Updates;

/// <summary>
/// A store that forgets and deletes only when it is told to, because it belongs to several processes. Where it is the store of a container, a service of the
/// host tells it to every <see cref="UpdateStoreOptions.MaintenanceInterval"/>. Other stores look after that themselves.
/// </summary>
public interface IMaintainedUpdateStore : IUpdateStore
{
    /// <summary>
    /// Forgets updates that are too old or too much by the configuration of their feeds, and deletes feeds that have expired. May run in several processes
    /// at once.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call. What was done until then stays done.</param>
    Task MaintainAsync(CancellationToken cancellationToken = default);
}
