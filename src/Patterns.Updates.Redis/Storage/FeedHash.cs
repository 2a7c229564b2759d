using System.Globalization;
using Patterns.Updates.Redis.Resp;

namespace Patterns.Updates.Redis.Storage;

/// <summary>What Redis has of a feed.</summary>
internal sealed record FeedHash(FeedDescription Feed, long LastSequence, long LastTicks, FeedWriters Writers, long UsedTicks, string Version, bool IsDeleted)
{
    public static readonly string[] Fields = ["d", "l", "t", "w", "c", "b", "u", "v", "x", "z"];

    /// <summary>Bytes of payload of all updates that the feed ever had.</summary>
    public long TotalBytes { get; init; }

    public DateTimeOffset? ExpiresAt => Feed.Configuration switch
    {
        { ExpiresAt: { } at } => at,
        { TimeToLive: { } time } => new DateTimeOffset(Math.Min(DateTimeOffset.MaxValue.UtcTicks, UsedTicks + time.Ticks), TimeSpan.Zero),
        _ => null,
    };

    public UpdateOffset Tail => Feed.Lineage.OffsetOf(LastSequence);

    /// <summary>Reads the fields; null when there is no such feed.</summary>
    public static FeedHash? Read(RespValue fields)
    {
        if (fields.Items[0].IsNull)
        {
            return null;
        }

        FeedWriters writers = new();
        var sequence = fields.Items[3].Text;
        var closedBy = fields.Items[5].Text;
        writers.Restore(sequence.Length == 0 ? null : sequence, fields.Items[4].Text == "1", closedBy.Length == 0 ? null : ReadProducer(closedBy));
        return new FeedHash(
            FeedDescription.FromJson(fields.Items[0].Bytes), fields.Items[1].Number, fields.Items[2].Number, writers, fields.Items[6].Number, fields.Items[7].Text, fields.Items[8].Text == "1")
        {
            TotalBytes = fields.Items[9].Number,
        };
    }

    /// <summary>A producer's position: epoch, sequence and id.</summary>
    public static string Write(ProducerPosition? producer)
        => producer is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{producer.Epoch}:{producer.Sequence}:{producer.Id}");

    public static ProducerPosition ReadProducer(string text)
    {
        var parts = text.Split(':', 3);
        return new ProducerPosition(parts[2], long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
