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
/// <remarks>
/// A store that fails, answers late, or carries a write out long after it reported a failure, loses nothing and doubles nothing: no object is ever written with two
/// contents, and what lands late of a process that is gone is added by the one after it. Where two processes live, the older one is told.
/// </remarks>
public sealed class IndicatorStore
{
    private const int Attempts = 3;

    private readonly IObjectStore _objects;
    private readonly string _journals;
    private readonly string _snapshots;
    private readonly int _journalsPerSnapshot;
    private readonly Dictionary<string, Indicator> _known = new(StringComparer.Ordinal);
    private KeptIndicators? _kept;
    private bool _isOwner;
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

    /// <summary>
    /// Adds what was kept to indicators: all of it, or when it fails nothing. A second call reads nothing. What is kept of other names stays kept and waits for
    /// them.
    /// </summary>
    /// <param name="indicators">The indicators. What they have counted already stays and is added to what was kept.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ServiceLevelStateException">An object is damaged.</exception>
    /// <exception cref="ObjectStoreException">The storage failed.</exception>
    public async Task LoadAsync(IEnumerable<Indicator> indicators, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        if (_kept is null && !_isOwner)
        {
            _kept = await ReadAsync(cancellationToken).ConfigureAwait(false);
            _nextJournal = _kept.Through + 1;
            foreach (var (name, indicator) in _kept.Indicators)
            {
                _known.Add(name, indicator);
            }
        }

        Join(indicators);
    }

    /// <summary>Writes the minutes that changed since the last save. When it fails, the next save writes them. The first save loads, if that was not done.</summary>
    /// <param name="indicators">The indicators; one that is new here gets what was kept under its name.</param>
    /// <param name="withOpenMinute">Whether the open minute is written as far as it has got, which is for the last save of a process.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>Whether there was anything to write.</returns>
    /// <exception cref="ServiceLevelStateException">A process that was started later writes to the folder, or an object is damaged.</exception>
    /// <exception cref="ObjectStoreException">The storage failed.</exception>
    public async Task<bool> SaveAsync(IEnumerable<Indicator> indicators, bool withOpenMinute = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        await LoadAsync(indicators, cancellationToken).ConfigureAwait(false);
        await FinishAsync(cancellationToken).ConfigureAwait(false);
        var isWritten = false;
        while (!isWritten)
        {
            var changes = TakeChanges(withOpenMinute);
            if (changes.Count == 0)
            {
                return false;
            }

            try
            {
                _unsure = SlotBytes.Write(_nextJournal, changes.Select(static change => Slots(change.Indicator, change.Runs)));
                isWritten = await FinishAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                foreach (var (indicator, from, _) in isWritten ? [] : changes)
                {
                    indicator.PutBackChanges(from);
                }
            }
        }

        if ((_nextJournal - 1) % _journalsPerSnapshot == 0)
        {
            await CompactAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Writes every indicator whole and deletes the journals and what was written whole before. A save does this now and then.</summary>
    /// <param name="cancellationToken">Ends the writing; what is left is done the next time.</param>
    /// <exception cref="ServiceLevelStateException">A process that was started later writes to the folder, or an object is damaged.</exception>
    /// <exception cref="ObjectStoreException">The storage failed.</exception>
    public async Task CompactAsync(CancellationToken cancellationToken = default)
    {
        await LoadAsync([], cancellationToken).ConfigureAwait(false);
        await FinishAsync(cancellationToken).ConfigureAwait(false);
        var through = _nextJournal - 1;
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var indicator in _known.Values)
        {
            var runs = indicator.AllClosed();
            if (runs.Length > 0)
            {
                // A path of its own each time: a write that lands late does not replace a newer one.
                var path = $"{_snapshots}{indicator.Name}/{Number(through)}";
                await _objects.PutAsync(path, SlotBytes.Write(through, [Slots(indicator, runs)]), PutMode.Overwrite, cancellationToken).ConfigureAwait(false);
                written.Add(path);
            }
        }

        await DeleteAsync(_journals, path => string.CompareOrdinal(path, JournalPath(through)) <= 0, cancellationToken).ConfigureAwait(false);
        await DeleteAsync(_snapshots, path => !written.Contains(path), cancellationToken).ConfigureAwait(false);
    }

    private static IndicatorSlots Slots(Indicator indicator, SlotRun[] runs) => new(indicator.Name, indicator.Retention.Ticks / TimeSpan.TicksPerMinute, runs);

    private static string Number(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    private string JournalPath(long number) => _journals + Number(number);

    // An object that is gone between listing and reading was deleted late: the list is asked again.
    private async Task<KeptIndicators> ReadAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await KeptIndicators.ReadAsync(_objects, _snapshots, _journals, cancellationToken).ConfigureAwait(false);
            }
            catch (ObjectNotFoundException exception) when (attempt == Attempts)
            {
                throw new ObjectStoreException(exception.Path, $"'{exception.Path}' is listed and cannot be read, {Attempts} times in a row.", exception);
            }
            catch (ObjectNotFoundException)
            {
            }
        }
    }

    private List<(Indicator Indicator, long From, SlotRun[] Runs)> TakeChanges(bool withOpenMinute)
    {
        var changes = new List<(Indicator, long, SlotRun[])>();
        foreach (var indicator in _known.Values)
        {
            var runs = indicator.TakeChanges(withOpenMinute, out var from);
            if (runs.Length > 0)
            {
                changes.Add((indicator, from, runs));
            }
        }

        return changes;
    }

    // A write that failed may have taken effect, so the same bytes are written under the same number until it is certain. False when the number was taken.
    private async Task<bool> FinishAsync(CancellationToken cancellationToken)
    {
        if (_unsure is not { } bytes)
        {
            return true;
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
                Adopt(path, there);
                return false;
            }
        }

        (_unsure, _kept, _isOwner) = (null, null, true);
        _nextJournal++;
        return true;
    }

    // Before this process wrote anything, another content is what the one before it wrote last and landed late. After that it is of one that was started later.
    private void Adopt(string path, byte[] bytes)
    {
        if (_isOwner || _kept is null)
        {
            throw ServiceLevelStateException.SecondWriter(path);
        }

        foreach (var slots in SlotBytes.Read(path, bytes).Indicators)
        {
            var more = _kept.Indicators.GetValueOrDefault(slots.Name)?.Excess(slots.Runs) ?? slots.Runs;
            var read = _kept.Restore(slots);
            if (_known.TryAdd(slots.Name, read) || ReferenceEquals(_known[slots.Name], read))
            {
                continue;
            }

            _known[slots.Name].Join(more);
        }

        _unsure = null;
        _nextJournal++;
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

    private async Task DeleteAsync(string prefix, Func<string, bool> isDone, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        await foreach (var info in _objects.ListAsync(prefix, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            paths.Add(info.Path);
        }

        foreach (var path in paths.Where(isDone))
        {
            await _objects.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
        }
    }
}
