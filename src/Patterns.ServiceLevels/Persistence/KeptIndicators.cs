using Patterns.Core;

namespace Patterns.ServiceLevels.Persistence;

/// <summary>What a folder holds: the newest journal, and the slots of every name by snapshots and the journals after them.</summary>
internal sealed class KeptIndicators
{
    public Dictionary<string, Indicator> Indicators { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of the last journal that was written; 0 for none.</summary>
    public long Through { get; private set; }

    public static async Task<KeptIndicators> ReadAsync(IObjectStore objects, string snapshots, string journals, CancellationToken cancellationToken)
    {
        var kept = new KeptIndicators();
        // A snapshot of a process that is gone can land late, beside a newer one; the newer one has the last word.
        var wholes = await ReadAllAsync(objects, snapshots, cancellationToken).ConfigureAwait(false);
        var through = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (last, indicators) in wholes.OrderBy(static whole => whole.Through))
        {
            foreach (var slots in indicators)
            {
                kept.Restore(slots);
                through[slots.Name] = last;
            }

            kept.Through = Math.Max(kept.Through, last);
        }

        foreach (var (number, indicators) in await ReadAllAsync(objects, journals, cancellationToken).ConfigureAwait(false))
        {
            foreach (var slots in indicators.Where(slots => number > through.GetValueOrDefault(slots.Name)))
            {
                kept.Restore(slots);
            }

            kept.Through = Math.Max(kept.Through, number);
        }

        return kept;
    }

    /// <summary>Sets slots; a name that is new gets an indicator.</summary>
    public Indicator Restore(IndicatorSlots slots)
    {
        var retention = TimeSpan.FromMinutes(Math.Clamp(slots.RetentionMinutes, 60, 3660 * 24 * 60));
        if (!Indicators.TryGetValue(slots.Name, out var indicator))
        {
            Indicators[slots.Name] = indicator = new Indicator(slots.Name, new IndicatorOptions { Retention = retention });
        }

        indicator.EnsureRetention(retention);
        indicator.Restore(slots.Runs);
        return indicator;
    }

    private static async Task<List<(long Through, List<IndicatorSlots> Indicators)>> ReadAllAsync(IObjectStore objects, string prefix, CancellationToken cancellationToken)
    {
        var read = new List<(long, List<IndicatorSlots>)>();
        await foreach (var info in objects.ListAsync(prefix, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            read.Add(SlotBytes.Read(info.Path, await objects.ReadAllAsync(info.Path, cancellationToken).ConfigureAwait(false)));
        }

        return read;
    }
}
