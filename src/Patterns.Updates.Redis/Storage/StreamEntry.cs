using System.Globalization;
using Patterns.Updates.Redis.Resp;

namespace Patterns.Updates.Redis.Storage;

/// <summary>
/// An entry of a stream: a sequence, when it was appended, the bytes of payload that the feed ever had with it, and an update. By what grows from entry
/// to entry one can be found without reading all.
/// </summary>
internal readonly record struct StreamEntry(long Sequence, long AppendedTicks, long TotalBytes, NewUpdate Update)
{
    /// <exception cref="RedisException">The entry is not one that a feed wrote.</exception>
    public static StreamEntry Read(RespValue entry)
    {
        var id = entry.Items[0].Text;
        var fields = entry.Items[1].Items;
        if (fields.Length != 14 || !id.EndsWith("-0", StringComparison.Ordinal))
        {
            throw RedisException.Refused("a read", $"the entry {id} was not written by a feed");
        }

        return new StreamEntry(
            long.Parse(id.AsSpan(0, id.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture),
            fields[1].Number,
            fields[13].Number,
            new NewUpdate(fields[11].Bytes) { Time = new DateTimeOffset(fields[3].Number, TimeSpan.Zero), Type = Text(fields[5]), Key = Text(fields[7]), ContentType = Text(fields[9]) });
    }

    /// <summary>The arguments of an entry, as <see cref="FeedScripts.Append"/> wants them.</summary>
    public static IEnumerable<RespArgument> Write(StreamEntry entry)
        => [entry.Sequence, entry.AppendedTicks, entry.Update.Time?.UtcTicks ?? entry.AppendedTicks, entry.Update.Type ?? "", entry.Update.Key ?? "", entry.Update.ContentType ?? "", entry.Update.Payload, entry.TotalBytes];

    /// <summary>The entries of a batch.</summary>
    public static IEnumerable<StreamEntry> Of(IReadOnlyList<NewUpdate> updates, long firstSequence, long ticks, long totalBytesBefore)
    {
        var total = totalBytesBefore;
        for (var index = 0; index < updates.Count; index++)
        {
            total += updates[index].Payload.Length;
            yield return new StreamEntry(firstSequence + index, ticks, total, updates[index]);
        }
    }

    private static string? Text(RespValue value) => value.Bytes.Length == 0 ? null : value.Text;
}
