namespace Patterns.Updates.Redis.Storage;

/// <summary>
/// The steps that must be one. Rules are judged by the client on what it has read; a script does its part only if nothing of that has changed.
/// Fields of a feed: d description, l last sequence, t last ticks, w writer sequence, c closed, b who closed it, u used, v version, x deleted, s source, e epoch, z bytes of payload ever.
/// </summary>
internal static class FeedScripts
{
    /// <summary>KEYS feed, stream, producers; ARGV epoch, version, channel, l, t, w, c, b, producer, position, z, then eight per update: sequence, appended, time, type, key, content type, payload, z.</summary>
    public const string Append = """
        if redis.call('HGET', KEYS[1], 'e') ~= ARGV[1] or redis.call('HGET', KEYS[1], 'v') ~= ARGV[2] or redis.call('HGET', KEYS[1], 'x') == '1' then return 0 end
        for i = 12, #ARGV, 8 do
          redis.call('XADD', KEYS[2], ARGV[i] .. '-0', 'a', ARGV[i + 1], 't', ARGV[i + 2], 'y', ARGV[i + 3], 'k', ARGV[i + 4], 'c', ARGV[i + 5], 'p', ARGV[i + 6], 'z', ARGV[i + 7])
        end
        redis.call('HSET', KEYS[1], 'l', ARGV[4], 't', ARGV[5], 'u', ARGV[5], 'w', ARGV[6], 'c', ARGV[7], 'b', ARGV[8], 'z', ARGV[11])
        redis.call('HINCRBY', KEYS[1], 'v', 1)
        if ARGV[9] ~= '' then redis.call('HSET', KEYS[3], ARGV[9], ARGV[10]) end
        redis.call('PUBLISH', ARGV[3], ARGV[1])
        return 1
        """;

    /// <summary>KEYS feed, names, source, forks of the source; ARGV name, description, epoch, last sequence, ticks, w, c, b, source, epoch of the source, z.</summary>
    public const string Create = """
        if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
        if ARGV[9] ~= '' then
          if redis.call('HGET', KEYS[3], 'e') ~= ARGV[10] or redis.call('HGET', KEYS[3], 'x') == '1' then return 0 end
          redis.call('SADD', KEYS[4], ARGV[1])
        end
        redis.call('HSET', KEYS[1], 'd', ARGV[2], 'e', ARGV[3], 'l', ARGV[4], 't', ARGV[5], 'u', ARGV[5], 'w', ARGV[6], 'c', ARGV[7], 'b', ARGV[8], 'v', '0', 'x', '0', 's', ARGV[9], 'z', ARGV[11])
        redis.call('ZADD', KEYS[2], 0, ARGV[1])
        return 1
        """;

    /// <summary>ARGV prefix, name, epoch, channel. Deletes, or keeps for the forks, and deletes the sources that were kept for it only. The keys follow from one another, so this is not for clusters.</summary>
    public const string Delete = """
        local prefix, name = ARGV[1], ARGV[2]
        local feed = prefix .. ':feed:' .. name
        if redis.call('HGET', feed, 'e') ~= ARGV[3] or redis.call('HGET', feed, 'x') == '1' then return 0 end
        redis.call('HSET', feed, 'x', '1')
        redis.call('ZREM', prefix .. ':names', name)
        redis.call('PUBLISH', ARGV[4], ARGV[3])
        while name ~= '' and redis.call('HGET', feed, 'x') == '1' and redis.call('SCARD', prefix .. ':forks:' .. name) == 0 do
          local epoch = redis.call('HGET', feed, 'e')
          local source = redis.call('HGET', feed, 's')
          redis.call('DEL', feed, prefix .. ':updates:' .. epoch, prefix .. ':producers:' .. epoch)
          if source ~= '' then redis.call('SREM', prefix .. ':forks:' .. source, name) end
          name = source
          feed = prefix .. ':feed:' .. name
        end
        return 1
        """;

    /// <summary>KEYS epoch; ARGV least. An epoch that no feed has had. Scripts count exactly up to 2^53, so epochs are microseconds.</summary>
    public const string NextEpoch = """
        local last = redis.call('GET', KEYS[1])
        if last and #last == #ARGV[1] and last >= ARGV[1] or last and #last > #ARGV[1] then return redis.call('INCR', KEYS[1]) end
        redis.call('SET', KEYS[1], ARGV[1])
        return tonumber(ARGV[1])
        """;
}
