namespace Patterns.ServiceLevels;

/// <summary>
/// Feeds an indicator from batches, each counted once however often it is told: by <see cref="Observe"/> as they come, and by <see cref="Replay"/> from what a
/// table or a folder still knows of them, after a restart too. Nothing else feeds the indicator. Safe for use by several threads at once.
/// </summary>
public sealed class BatchSource
{
    /// <summary>The most sources of batches: 100,000.</summary>
    public const int MostSources = 100_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _last = new(StringComparer.Ordinal);
    private readonly Indicator _indicator;

    /// <summary>Creates a source.</summary>
    /// <param name="indicator">Counts the events in the minutes of their batches.</param>
    public BatchSource(Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        _indicator = indicator;
    }

    /// <summary>The number of the newest batch of a source; null before the first.</summary>
    /// <param name="source">The source.</param>
    public long? LastNumber(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        lock (_lock)
        {
            return _last.TryGetValue(source, out var number) ? number : null;
        }
    }

    /// <summary>Counts a batch, unless it or a later one of its source was counted.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>Whether it was counted; false also when it is further back than minutes are kept.</returns>
    /// <exception cref="InvalidOperationException">It is of one source more than <see cref="MostSources"/>.</exception>
    public bool Observe(IndicatorBatch batch)
    {
        lock (_lock)
        {
            return Advance(batch) && _indicator.Record(batch.Counts, batch.At);
        }
    }

    /// <summary>
    /// Counts batches in place of what their minutes hold, so that doing it again changes nothing. Give all batches of all sources that arrived in those minutes:
    /// from the start of a minute on, up to now.
    /// </summary>
    /// <param name="batches">The batches, in any order.</param>
    /// <returns>How many minutes hold them now; those further back than minutes are kept do not.</returns>
    /// <exception cref="InvalidOperationException">They are of more than <see cref="MostSources"/> sources.</exception>
    public int Replay(IEnumerable<IndicatorBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var minutes = new SortedDictionary<DateTimeOffset, EventCounts>();
        lock (_lock)
        {
            foreach (var batch in batches)
            {
                Advance(batch);
                var minute = new DateTimeOffset(batch.At.UtcTicks - (batch.At.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
                minutes[minute] = minutes.GetValueOrDefault(minute) + batch.Counts;
            }

            return minutes.Sum(minute => _indicator.Backfill(new SlotHistory(minute.Key, [minute.Value])));
        }
    }

    private bool Advance(IndicatorBatch batch)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(batch.Source);
        if (_last.TryGetValue(batch.Source, out var last))
        {
            _last[batch.Source] = Math.Max(last, batch.Number);
            return batch.Number > last;
        }

        if (_last.Count == MostSources)
        {
            throw new InvalidOperationException($"Batches of '{batch.Source}' would be of source {MostSources + 1}, and {MostSources} are the most for the indicator '{_indicator.Name}'. Name sources by table, not by batch.");
        }

        _last.Add(batch.Source, batch.Number);
        return true;
    }
}
