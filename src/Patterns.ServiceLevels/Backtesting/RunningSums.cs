namespace Patterns.ServiceLevels.Backtesting;

/// <summary>Sums of a history from its start, so that any stretch costs two reads.</summary>
internal sealed class RunningSums
{
    private readonly long[] _good;
    private readonly long[] _total;

    public RunningSums(SlotHistory history)
    {
        (_good, _total) = (new long[history.Count + 1], new long[history.Count + 1]);
        for (var index = 0; index < history.Count; index++)
        {
            _good[index + 1] = checked(_good[index] + history[index].Good);
            _total[index + 1] = checked(_total[index] + history[index].Total);
        }
    }

    /// <summary>The last so many slots before <paramref name="end"/>, fewer where the history begins later.</summary>
    public EventCounts Last(int length, int end)
    {
        var from = Math.Max(0, end - length);
        return new EventCounts(_good[end] - _good[from], _total[end] - _total[from]);
    }
}
