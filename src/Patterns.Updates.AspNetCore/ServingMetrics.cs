using System.Diagnostics.Metrics;
using Patterns.Updates.AspNetCore.Sse;

namespace Patterns.Updates.AspNetCore;

/// <summary>What is counted while feeds are served. The meter is named like the package.</summary>
internal sealed class ServingMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Patterns.Updates.AspNetCore";

    private readonly Counter<long> _reads;
    private readonly Counter<long> _appends;
    private readonly Counter<long> _updatesRead;
    private readonly Counter<long> _updatesEncoded;
    private readonly UpDownCounter<long> _waiting;
    private readonly Counter<long> _streamsEnded;
    private readonly Counter<long> _refused;

    public ServingMetrics(Meter meter)
    {
        _reads = meter.CreateCounter<long>("patterns.updates.http.reads", "{request}", "Polls and long polls by how they ended: page, unchanged, empty.");
        _appends = meter.CreateCounter<long>("patterns.updates.http.appends", "{request}", "Appends over HTTP that took effect.");
        _updatesRead = meter.CreateCounter<long>("patterns.updates.http.updates.read", "{update}", "Updates in the pages that were sent.");
        _updatesEncoded = meter.CreateCounter<long>("patterns.updates.http.updates.encoded", "{update}", "Updates encoded for streams, once for all that get the same bytes.");
        _waiting = meter.CreateUpDownCounter<long>("patterns.updates.http.live", "{request}", "Long polls and streams that are open.");
        _streamsEnded = meter.CreateCounter<long>("patterns.updates.http.streams.ended", "{stream}", "Streams by why they ended.");
        _refused = meter.CreateCounter<long>("patterns.updates.http.refused", "{request}", "Requests that were refused, by status.");
    }

    public void Read(string outcome, int updates)
    {
        _reads.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _updatesRead.Add(updates);
    }

    public void Appended() => _appends.Add(1);

    public void Encoded(int updates) => _updatesEncoded.Add(updates);

    public void Entered(string kind) => _waiting.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Left(string kind) => _waiting.Add(-1, new KeyValuePair<string, object?>("kind", kind));

    public void StreamEnded(StreamEnd end) => _streamsEnded.Add(1, new KeyValuePair<string, object?>("reason", Name(end)));

    public void Refused(int status) => _refused.Add(1, new KeyValuePair<string, object?>("http.response.status_code", status));

    private static string Name(StreamEnd end) => end switch
    {
        StreamEnd.Lifetime => "lifetime",
        StreamEnd.Closed => "closed",
        StreamEnd.Lagging => "lagging",
        StreamEnd.Gone => "gone",
        StreamEnd.Shutdown => "shutdown",
        _ => "failed",
    };
}
