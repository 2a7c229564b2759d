using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>Counts the bytes that the current thread allocates, and those rented of the pool at a time, except while it pauses.</summary>
internal sealed class MemoryMeter
{
    private readonly long _limit;
    private readonly long _rentedBefore = BufferPool.Shared.RentedBytes;
    private long _allocated;
    private long _since = GC.GetAllocatedBytesForCurrentThread();

    public MemoryMeter(long limit)
    {
        _limit = limit;
        BufferPool.Shared.StartPeak();
    }

    /// <summary>That there was more than the limit, or null.</summary>
    public string? Problem
    {
        get
        {
            Pause();
            var pooled = BufferPool.Shared.PeakBytes - _rentedBefore;
            return _allocated > _limit || pooled > _limit ? $"{_allocated} bytes were allocated and {pooled} rented, more than {_limit}" : null;
        }
    }

    public void Pause()
    {
        if (_since >= 0)
        {
            _allocated += GC.GetAllocatedBytesForCurrentThread() - _since;
            _since = -1;
        }
    }

    public void Resume() => _since = GC.GetAllocatedBytesForCurrentThread();
}
