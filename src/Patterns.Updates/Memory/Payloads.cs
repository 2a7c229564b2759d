namespace Patterns.Updates.Memory;

/// <summary>Takes what is appended out of the hands of the caller, who may use the bytes for something else afterwards.</summary>
internal static class Payloads
{
    /// <summary>The same updates with their payloads in one array of their own.</summary>
    public static IEnumerable<NewUpdate> Copy(IReadOnlyList<NewUpdate> updates)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(updates.Sum(static update => update.Payload.Length));
        var position = 0;
        foreach (var update in updates)
        {
            update.Payload.CopyTo(bytes.AsMemory(position));
            yield return new NewUpdate(bytes.AsMemory(position, update.Payload.Length)) { Type = update.Type, Key = update.Key, ContentType = update.ContentType, Time = update.Time };
            position += update.Payload.Length;
        }
    }
}
