using System.Globalization;
using Patterns.Core;
using Patterns.ServiceLevels.Persistence;
using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels;

/// <summary>
/// Keeps indicators in an object store. Each save writes one small object, the journal, with the minutes that changed of all indicators; now and then every
/// indicator is written whole and the journals are deleted. What a save has written is there after a crash, so a restart loses at most the open minute.
/// Not safe for use by several threads at once; one process writes to a folder.
/// </summary>
public sealed class IndicatorStore
{
    private readonly IObjectStore _objects;
    private readonly string _journals;
    private readonly string _snapshots;
    private readonly int _journalsPerSnapshot;
    private readonly Dictionary<string, Indicator> _known = new(StringComparer.Ordinal);
    private long _nextJournal = 1;
    private byte[]? _unsure;

    /// <summary>Creates a store.</summary>
    /// <param name="objects">Where the objects are; stays the caller's.</param>
    /// <param name="options">Where and how; null for the defaults.</param>
    /// <exception cref="ArgumentException">The folder is no path, or an option is out of its range.</exception>
    public IndicatorStore(IObjectStore objects, IndicatorStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objects);
        options ??= new IndicatorStoreOptions();
        if (options.JournalsPerSnapshot is < 1 or > 10_000)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.JournalsPerSnapshot, $"{nameof(IndicatorStoreOptions.JournalsPerSnapshot)} is 1 to 10,000.");
        }

        _objects = objects;
        _journals = ObjectPath.Combine(options.Folder, "journal") + "/";
        _snapshots = ObjectPath.Combine(options.Folder, "indicators") + "/";
        _journalsPerSnapshot = options.JournalsPerSnapshot;
    }

    /// <summary>Reads what was kept into indicators. Call it once, before the first save. What is kept of other names stays kept and waits for them.</summary>
    /// <param name="indicators">The indicators.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceLevelStateException">An object is damaged.</exception>
    /// <exception cref="ObjectStoreException">The storage failed.</exception>
    public async Task LoadAsync(IEnumerable<Indicator> indicators, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        foreach (var indicator in indicators)
        {
            _known[indicator.Name] = indicator;
        }

        var through = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var info in _objects.ListAsync(_snapshots, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var (last, kept) = SlotBytes.Read(info.Path, await _objects.ReadAllAsync(info.Path, cancellationToken).ConfigureAwait(false));
            foreach (var slots in kept)
            {
                Restore(slots);
                through[slots.Name] = last;
                _nextJournal = Math.Max(_nextJournal, last + 1);
            }
        }

        await foreach (var info in _objects.ListAsync(_journals, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var (number, kept) = SlotBytes.Read(info.Path, await _objects.ReadAllAsync(info.Path, cancellationToken).ConfigureAwait(false));
            foreach (var slots in kept.Where(slots => number > through.GetValueOrDefault(slots.Name)))
            {
                Restore(slots);
            }

            _nextJournal = Math.Max(_nextJournal, number + 1);
        }
    }

    /// <summary>Writes the minutes that changed since the last save. When it fails, the next save writes them.</summary>
    /// <param name="indicators">The indicators; one that is new here gets what was kept under its name.</param>
    /// <param name="withOpenMinute">Whether the open minute is written as far as it has got, which is for the last save of a process.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>Whether there was anything to write.</returns>
    /// <exception cref="ServiceLevelStateException">Another process writes to the folder.</exception>
    /// <exception cref="ObjectStoreException">The storage failed.</exception>
    public async Task<bool> SaveAsync(IEnumerable<Indicator> indicators, bool withOpenMinute = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        await FinishAsync(cancellationToken).ConfigureAwait(false);
        Join(indicators);
        var changes = new List<(Indicator Indicator, long From)>();
        var slots = new List<IndicatorSlots>();
        foreach (var indicator in _known.Values)
        {
            var runs = indicator.TakeChanges(withOpenMinute, out var from);
            if (runs.Length > 0)
            {
                changes.Add((indicator, from));
                slots.Add(Slots(indicator, runs));
            }
        }

        if (slots.Count == 0)
        {
            return false;
        }

        try
        {
            _unsure = SlotBytes.Write(_nextJournal, slots);
            await FinishAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            foreach (var (indicator, from) in changes)
            {
                indicator.PutBackChanges(from);
            }

            throw;
        }

        if ((_nextJournal - 1) % _journalsPerSnapshot == 0)
        {
            await CompactAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Writes every indicator whole and deletes the journals. A save does this now and then.</summary>
    /// <param name="cancellationToken">Ends the writing; what is left is done the next time.</param>
    public async Task CompactAsync(CancellationToken cancellationToken = default)
    {
        await FinishAsync(cancellationToken).ConfigureAwait(false);
        var through = _nextJournal - 1;
        foreach (var indicator in _known.Values)
        {
            var runs = indicator.AllClosed();
            if (runs.Length > 0)
            {
                await _objects.PutAsync(_snapshots + indicator.Name, SlotBytes.Write(through, [Slots(indicator, runs)]), PutMode.Overwrite, cancellationToken).ConfigureAwait(false);
            }
        }

        var written = new List<string>();
        await foreach (var info in _objects.ListAsync(_journals, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (string.CompareOrdinal(info.Path, JournalPath(through)) <= 0)
            {
                written.Add(info.Path);
            }
        }

        foreach (var path in written)
        {
            await _objects.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IndicatorSlots Slots(Indicator indicator, SlotRun[] runs) => new(indicator.Name, indicator.Retention.Ticks / TimeSpan.TicksPerMinute, runs);

    private string JournalPath(long number) => _journals + number.ToString("D19", CultureInfo.InvariantCulture);

    // A write that failed may have taken effect, so the same bytes are written under the same number until it is certain.
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_unsure is not { } bytes)
        {
            return;
        }

        var path = JournalPath(_nextJournal);
        try
        {
            await _objects.PutAsync(path, bytes, PutMode.IfAbsent, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectExistsException)
        {
            var there = await _objects.ReadAllAsync(path, cancellationToken).ConfigureAwait(false);
            if (!there.AsSpan().SequenceEqual(bytes))
            {
                throw ServiceLevelStateException.SecondWriter(path);
            }
        }

        _unsure = null;
        _nextJournal++;
    }

    private void Restore(IndicatorSlots slots)
    {
        if (!_known.TryGetValue(slots.Name, out var indicator))
        {
            var minutes = Math.Clamp(slots.RetentionMinutes, 60, 3660 * 24 * 60);
            _known[slots.Name] = indicator = new Indicator(slots.Name, new IndicatorOptions { Retention = TimeSpan.FromMinutes(minutes) });
        }

        indicator.Restore(slots.Runs);
    }

    private void Join(IEnumerable<Indicator> indicators)
    {
        foreach (var indicator in indicators)
        {
            if (_known.TryGetValue(indicator.Name, out var kept) && !ReferenceEquals(kept, indicator))
            {
                indicator.Join(kept.AllClosed());
            }

            _known[indicator.Name] = indicator;
        }
    }
}
