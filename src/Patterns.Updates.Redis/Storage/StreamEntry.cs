using System.Globalization;
using Patterns.Updates.Redis.Resp;

namespace Patterns.Updates.Redis.Storage;

/// <summary>An entry of a stream: a sequence, when it was appended, and an update.</summary>
internal readonly record struct StreamEntry(long Sequence, long AppendedTicks, NewUpdate Update)
{
    /// <exception cref="RedisException">The entry is not one that a feed wrote.</exception>
    public static StreamEntry Read(RespValue entry)
    {
        var id = entry.Items[0].Text;
        var fields = entry.Items[1].Items;
        if (fields.Length != 12 || !id.EndsWith("-0", StringComparison.Ordinal))
        {
            throw RedisException.Refused("a read", $"the entry {id} was not written by a feed");
        }

        return new StreamEntry(
            long.Parse(id.AsSpan(0, id.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture),
            fields[1].Number,
            new NewUpdate(fields[11].Bytes) { Time = new DateTimeOffset(fields[3].Number, TimeSpan.Zero), Type = Text(fields[5]), Key = Text(fields[7]), ContentType = Text(fields[9]) });
    }

    /// <summary>The arguments of an entry, as <see cref="FeedScripts.Append"/> wants them.</summary>
    public static IEnumerable<RespArgument> Write(long sequence, long ticks, NewUpdate update)
        => [sequence, ticks, update.Time?.UtcTicks ?? ticks, update.Type ?? "", update.Key ?? "", update.ContentType ?? "", update.Payload];

    private static string? Text(RespValue value) => value.Bytes.Length == 0 ? null : value.Text;
}
