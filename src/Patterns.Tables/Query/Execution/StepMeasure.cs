namespace Patterns.Tables.Query.Execution;

/// <summary>Rows that came out of a step and the time it took, of all threads together. Safe for use by several threads.</summary>
internal sealed class StepMeasure(TimeProvider time)
{
    private long _rows;
    private long _ticks;

    /// <summary>Rows that came out.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Time that threads spent in the step, added up.</summary>
    public TimeSpan Time => TimeSpan.FromSeconds((double)Interlocked.Read(ref _ticks) / time.TimestampFrequency);

    public long Begin() => time.GetTimestamp();

    public void End(long start, long rows)
    {
        Interlocked.Add(ref _ticks, time.GetTimestamp() - start);
        Interlocked.Add(ref _rows, rows);
    }
}
