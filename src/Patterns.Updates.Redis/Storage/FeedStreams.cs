using Patterns.Updates.Redis.Resp;

namespace Patterns.Updates.Redis.Storage;

/// <summary>What a feed asks of Redis.</summary>
internal sealed class FeedStreams(RedisClient client, FeedKeys keys)
{
    public RedisClient Client => client;

    public FeedKeys Keys => keys;

    public async Task<FeedHash?> FindAsync(string name, CancellationToken cancellationToken)
        => FeedHash.Read(await client.AskAsync(cancellationToken, Get(name)).ConfigureAwait(false));

    /// <summary>A feed, and the sequence of the earliest update that is there, which others may have trimmed.</summary>
    public async Task<(FeedHash? Feed, long FirstSequence)> FindWithFirstAsync(string name, long epoch, CancellationToken cancellationToken)
    {
        var answers = await client.AskAllAsync([Get(name), ["XRANGE", keys.Stream(epoch), "-", "+", "COUNT", 1L]], cancellationToken).ConfigureAwait(false);
        var feed = FeedHash.Read(answers[0]);
        return (feed, answers[1].Items.Length == 0 ? (feed?.LastSequence ?? 0) + 1 : StreamEntry.Read(answers[1].Items[0]).Sequence);
    }

    public async Task<IReadOnlyList<StreamEntry>> ReadAsync(long epoch, long after, int count, CancellationToken cancellationToken)
    {
        var answer = await client.AskAsync(cancellationToken, "XRANGE", keys.Stream(epoch), $"{after + 1}-0", "+", "COUNT", (long)count).ConfigureAwait(false);
        return Array.ConvertAll(answer.Items, StreamEntry.Read);
    }

    public async Task<ProducerPosition?> FindProducerAsync(long epoch, string id, CancellationToken cancellationToken)
        => await client.AskAsync(cancellationToken, "HGET", keys.Producers(epoch), id).ConfigureAwait(false) is { IsNull: false } position ? FeedHash.ReadProducer(position.Text) : null;

    /// <summary>Appends if the feed is as it was read.</summary>
    public async Task<bool> AppendAsync(FeedHash feed, long last, long ticks, AppendRequest request, CancellationToken cancellationToken)
    {
        var epoch = feed.Feed.Lineage.Epoch;
        List<RespArgument> command =
        [
            "EVAL", FeedScripts.Append, 3L, keys.Feed(feed.Feed.Name), keys.Stream(epoch), keys.Producers(epoch),
            epoch, feed.Version, keys.Channel, last, ticks, feed.Writers.WriterSequence ?? "", feed.Writers.IsClosed ? "1" : "0", FeedHash.Write(feed.Writers.ClosedBy),
            request.Producer?.Id ?? "", FeedHash.Write(request.Producer), feed.TotalBytes + request.Updates.Sum(static update => (long)update.Payload.Length),
            .. StreamEntry.Of(request.Updates, feed.LastSequence + 1, ticks, feed.TotalBytes).SelectMany(StreamEntry.Write),
        ];

        return (await client.AskAsync(cancellationToken, command).ConfigureAwait(false)).Number == 1;
    }

    /// <summary>Writes updates to the stream of a feed that is not there yet.</summary>
    /// <returns>The bytes of payload that it has then.</returns>
    public async Task<long> FillAsync(long epoch, long firstSequence, long ticks, long totalBytes, IReadOnlyList<NewUpdate> updates, CancellationToken cancellationToken)
    {
        if (updates.Count == 0)
        {
            return totalBytes;
        }

        var entries = StreamEntry.Of(updates, firstSequence, ticks, totalBytes).ToList();
        var commands = entries.ConvertAll(entry =>
        {
            RespArgument[] parts = [.. StreamEntry.Write(entry)];
            return (IReadOnlyList<RespArgument>)
                ["XADD", keys.Stream(epoch), $"{entry.Sequence}-0", "a", parts[1], "t", parts[2], "y", parts[3], "k", parts[4], "c", parts[5], "p", parts[6], "z", parts[7]];
        });
        await client.AskAllAsync(commands, cancellationToken).ConfigureAwait(false);
        return entries[^1].TotalBytes;
    }

    /// <summary>Creates a feed whose stream is filled; false when it exists, or its source has gone.</summary>
    public async Task<bool> CreateAsync(FeedHash feed, ProducerPosition? producer, long? sourceEpoch, CancellationToken cancellationToken)
    {
        var description = feed.Feed;
        var source = description.Configuration.Fork?.Source ?? "";
        if (producer is not null)
        {
            await client.AskAsync(cancellationToken, "HSET", keys.Producers(description.Lineage.Epoch), producer.Id, FeedHash.Write(producer)).ConfigureAwait(false);
        }

        var created = await client.AskAsync(
            cancellationToken,
            "EVAL", FeedScripts.Create, 4L, keys.Feed(description.Name), keys.Names, keys.Feed(source), keys.Forks(source),
            description.Name, description.ToJson(), description.Lineage.Epoch, feed.LastSequence, feed.LastTicks, feed.Writers.WriterSequence ?? "",
            feed.Writers.IsClosed ? "1" : "0", FeedHash.Write(feed.Writers.ClosedBy), source, sourceEpoch ?? 0, feed.TotalBytes).ConfigureAwait(false);
        if (created.Number == 1)
        {
            return true;
        }

        await client.AskAsync(cancellationToken, "DEL", keys.Stream(description.Lineage.Epoch), keys.Producers(description.Lineage.Epoch)).ConfigureAwait(false);
        return false;
    }

    public async Task<bool> DeleteAsync(FeedHash feed, CancellationToken cancellationToken) => (await client.AskAsync(
        cancellationToken, "EVAL", FeedScripts.Delete, 0L, keys.Prefix, feed.Feed.Name, feed.Feed.Lineage.Epoch, keys.Channel).ConfigureAwait(false)).Number == 1;

    public async Task<long> NextEpochAsync(long least, CancellationToken cancellationToken)
        => (await client.AskAsync(cancellationToken, "EVAL", FeedScripts.NextEpoch, 1L, keys.Epoch, least).ConfigureAwait(false)).Number;

    public Task TrimAsync(long epoch, long upTo, CancellationToken cancellationToken)
        => client.AskAsync(cancellationToken, "XTRIM", keys.Stream(epoch), "MINID", $"{upTo + 1}-0");

    public Task TouchAsync(string name, long ticks, CancellationToken cancellationToken)
        => client.AskAsync(cancellationToken, "HSET", keys.Feed(name), "u", ticks);

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
        => Array.ConvertAll((await client.AskAsync(cancellationToken, "ZRANGE", keys.Names, 0L, -1L).ConfigureAwait(false)).Items, static name => name.Text);

    private RespArgument[] Get(string name) => ["HMGET", keys.Feed(name), .. FeedHash.Fields.Select(static field => (RespArgument)field)];
}
