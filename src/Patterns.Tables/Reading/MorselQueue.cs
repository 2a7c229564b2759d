using Patterns.Tables.Delta;

namespace Patterns.Tables.Reading;

/// <summary>
/// Hands out the row groups of a scan one after the other, opening files as they are needed and ruling row groups out by their statistics.
/// Safe for use by several threads, each of which disposes the morsels that it took.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="request">Which rows and columns.</param>
/// <param name="measure">Where it is counted what is read; null for nowhere.</param>
internal sealed class MorselQueue(TableContext table, ScanRequest request, ScanMeasure? measure) : IAsyncDisposable
{
    private const int PartsPerSize = 4;
    private const int LargestPartShift = 4;

    private readonly IReadOnlyList<LiveFile> _files = FilePruning.Select(request);
    private readonly SemaphoreSlim _turn = new(1);
    private SharedFile? _current;
    private int _nextFile;
    private int _nextRowGroup;
    private int _parts;

    /// <summary>
    /// The next row groups, or null when there are none left. Parts grow with their number and not with that of the threads, so that equal tables
    /// are cut equally and sums of floating-point numbers do not depend on the machine.
    /// </summary>
    public async Task<MorselPart?> TakePartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var size = 1 << Math.Min(_parts / PartsPerSize, LargestPartShift);
            var morsels = new List<Morsel>(size);
            while (morsels.Count < size && await TakeAsync(cancellationToken).ConfigureAwait(false) is { } morsel)
            {
                morsels.Add(morsel);
            }

            return morsels.Count == 0 ? null : new MorselPart(_parts++, morsels);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_current is { } file)
        {
            _current = null;
            await file.LetGoAsync().ConfigureAwait(false);
        }

        _turn.Dispose();
    }

    private async Task<Morsel?> TakeAsync(CancellationToken cancellationToken)
    {
        while (await OpenCurrentAsync(cancellationToken).ConfigureAwait(false) is { } file)
        {
            while (_nextRowGroup < file.Parquet.RowGroups.Count)
            {
                var index = _nextRowGroup++;
                var isRead = file.MayHaveRows(file.Parquet.RowGroups[index]);
                measure?.RowGroupSeen(isRead);
                if (isRead)
                {
                    return new Morsel(file, index);
                }
            }

            _current = null;
            await file.LetGoAsync().ConfigureAwait(false);
        }

        return null;
    }

    private async Task<SharedFile?> OpenCurrentAsync(CancellationToken cancellationToken)
    {
        if (_current is null && _nextFile < _files.Count)
        {
            _current = await SharedFile.OpenAsync(table, request, _files[_nextFile++], measure, cancellationToken).ConfigureAwait(false);
            _nextRowGroup = 0;
        }

        return _current;
    }
}
