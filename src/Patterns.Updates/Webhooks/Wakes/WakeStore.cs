using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Patterns.Core;

namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>Keeps each subscription as one object, replaced atomically, so that a process that dies leaves the state before or the state after.</summary>
internal sealed class WakeStore(IObjectStore objects)
{
    private const string Folder = "wakes/";
    private const string End = ".json";

    public async Task<IReadOnlyList<WakeRecord>> LoadAsync(CancellationToken cancellationToken)
    {
        var records = new List<WakeRecord>();
        await foreach (var item in objects.ListAsync(Folder, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (item.Path.EndsWith(End, StringComparison.Ordinal))
            {
                records.Add(await ReadAsync(item.Path, cancellationToken).ConfigureAwait(false));
            }
        }

        return records;
    }

    public Task SaveAsync(WakeRecord record, CancellationToken cancellationToken)
        => objects.PutAsync(PathOf(record.Id), JsonSerializer.SerializeToUtf8Bytes(record, WakeJson.Default.WakeRecord), cancellationToken: cancellationToken);

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => objects.DeleteAsync(PathOf(id), cancellationToken);

    // Clients choose the ids; some file systems do not tell upper from lower case.
    private static string PathOf(string id) => $"{Folder}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))}{End}";

    private async Task<WakeRecord> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await objects.ReadAllAsync(path, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(bytes, WakeJson.Default.WakeRecord) ?? throw new JsonException("It is null.");
        }
        catch (JsonException broken)
        {
            throw new WebhookStateException(path, broken);
        }
    }
}
