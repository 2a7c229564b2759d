using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Patterns.Core;
using Patterns.Updates.Webhooks.Delivery;

namespace Patterns.Updates.Webhooks.Subscriptions;

/// <summary>
/// Keeps subscriptions and the states of their endpoints as objects of a store: two per subscription, each replaced atomically, so that a process that
/// dies leaves the state before or the state after.
/// </summary>
internal sealed class SubscriptionStore(IObjectStore objects)
{
    private const string Folder = "webhooks/";
    private const string RecordEnd = ".subscription.json";
    private const string StateEnd = ".state.json";

    /// <summary>All subscriptions. One whose state was never written begins where it was made to.</summary>
    public async Task<IReadOnlyList<(SubscriptionRecord Record, EndpointState? State)>> LoadAsync(CancellationToken cancellationToken)
    {
        var loaded = new List<(SubscriptionRecord, EndpointState?)>();
        await foreach (var item in objects.ListAsync(Folder, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (item.Path.EndsWith(RecordEnd, StringComparison.Ordinal))
            {
                var record = await ReadAsync(item.Path, SubscriptionJson.Default.SubscriptionRecord, cancellationToken).ConfigureAwait(false);
                var statePath = StatePath(record.Subscription.Id);
                var hasState = await objects.HeadAsync(statePath, cancellationToken).ConfigureAwait(false) is not null;
                loaded.Add((record, hasState ? await ReadAsync(statePath, SubscriptionJson.Default.EndpointState, cancellationToken).ConfigureAwait(false) : null));
            }
        }

        return loaded;
    }

    public Task SaveAsync(SubscriptionRecord record, CancellationToken cancellationToken)
        => objects.PutAsync(
            RecordPath(record.Subscription.Id), JsonSerializer.SerializeToUtf8Bytes(record, SubscriptionJson.Default.SubscriptionRecord), cancellationToken: cancellationToken);

    public Task SaveAsync(string id, EndpointState state, CancellationToken cancellationToken)
        => objects.PutAsync(StatePath(id), JsonSerializer.SerializeToUtf8Bytes(state, SubscriptionJson.Default.EndpointState), cancellationToken: cancellationToken);

    // The record goes first: a state without a record is nothing, a record without its state would begin anew.
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await objects.DeleteAsync(RecordPath(id), cancellationToken).ConfigureAwait(false);
        await objects.DeleteAsync(StatePath(id), cancellationToken).ConfigureAwait(false);
    }

    private static string RecordPath(string id) => $"{Folder}{id}{RecordEnd}";

    private static string StatePath(string id) => $"{Folder}{id}{StateEnd}";

    private async Task<T> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var bytes = await objects.ReadAllAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException broken)
        {
            throw new WebhookStateException(path, broken);
        }
    }
}
