using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Patterns.Updates;

/// <summary>A feed to publish to. Safe for use by any number of threads.</summary>
public sealed class UpdateFeed
{
    private readonly IUpdateStore _store;
    private readonly JsonSerializerOptions _json;
    private IUpdateLog? _log;

    internal UpdateFeed(IUpdateStore store, string name, JsonSerializerOptions json)
    {
        FeedName.ThrowIfInvalid(name);
        _store = store;
        _json = json;
        Name = name;
    }

    /// <summary>Name of the feed.</summary>
    public string Name { get; }

    /// <summary>The feed's log, which is created with the defaults if it is not there.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="FeedDeletedException">The feed was deleted and is kept for its forks only.</exception>
    public async ValueTask<IUpdateLog> OpenAsync(CancellationToken cancellationToken = default)
        => _log ??= await _store.FindAsync(Name, cancellationToken).ConfigureAwait(false) ?? (await _store.CreateAsync(Name, cancellationToken: cancellationToken).ConfigureAwait(false)).Log;

    /// <summary>Appends a value as JSON. Its type becomes the type of the update: <c>OrderPaid</c> is <c>order-paid</c>.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="key">What it is about, 1 to 1,024 characters; null for nothing in particular.</param>
    /// <param name="type">Another type for the update; null for that of the value.</param>
    /// <param name="cancellationToken">Stops waiting; an update that is being written already is not taken back.</param>
    /// <exception cref="NotSupportedException">The JSON options of the feeds know nothing of the type.</exception>
    public ValueTask<AppendReceipt> AppendAsync<T>(T value, string? key = null, string? type = null, CancellationToken cancellationToken = default)
        => AppendAsync(value, (JsonTypeInfo<T>)_json.GetTypeInfo(typeof(T)), key, type, cancellationToken);

    /// <summary>Appends a value as JSON, with the type information that is given.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">How the value becomes JSON.</param>
    /// <param name="key">What it is about, 1 to 1,024 characters; null for nothing in particular.</param>
    /// <param name="type">Another type for the update; null for that of the value.</param>
    /// <param name="cancellationToken">Stops waiting; an update that is being written already is not taken back.</param>
    public async ValueTask<AppendReceipt> AppendAsync<T>(
        T value, JsonTypeInfo<T> typeInfo, string? key = null, string? type = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        var update = UpdateJson.Create(value, typeInfo, key, type);
        var log = await OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await log.AppendAsync(update, cancellationToken).ConfigureAwait(false);
        }
        catch (FeedNotFoundException)
        {
            // It was deleted, or expired, since it was opened: this is its first use again.
            _log = null;
            log = await OpenAsync(cancellationToken).ConfigureAwait(false);
            return await log.AppendAsync(update, cancellationToken).ConfigureAwait(false);
        }
    }
}
