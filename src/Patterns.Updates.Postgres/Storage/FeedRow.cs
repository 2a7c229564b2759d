using Npgsql;

namespace Patterns.Updates.Postgres.Storage;

/// <summary>A row of the table of feeds.</summary>
internal sealed record FeedRow(long Id, FeedDescription Feed, long FirstSequence, long LastSequence, long LastTicks, FeedWriters Writers, long UsedTicks)
{
    public const string Columns = "id, description, first_sequence, last_sequence, last_ticks, writer_sequence, is_closed, closed_by_id, closed_by_epoch, closed_by_sequence, used_ticks";

    public DateTimeOffset? ExpiresAt => Feed.Configuration switch
    {
        { ExpiresAt: { } at } => at,
        { TimeToLive: { } time } => new DateTimeOffset(Math.Min(DateTimeOffset.MaxValue.UtcTicks, UsedTicks + time.Ticks), TimeSpan.Zero),
        _ => null,
    };

    public UpdateOffset Tail => Feed.Lineage.OffsetOf(LastSequence);

    public UpdateOffset Earliest => Feed.Lineage.OffsetOf(FirstSequence - 1);

    public static FeedRow Read(NpgsqlDataReader reader)
    {
        FeedWriters writers = new();
        var closedBy = reader.IsDBNull(7) ? null : new ProducerPosition(reader.GetString(7), reader.GetInt64(8), reader.GetInt64(9));
        writers.Restore(reader.IsDBNull(5) ? null : reader.GetString(5), reader.GetBoolean(6), closedBy);
        return new FeedRow(
            reader.GetInt64(0), FeedDescription.FromJson(reader.GetFieldValue<byte[]>(1)), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4), writers, reader.GetInt64(10));
    }
}
