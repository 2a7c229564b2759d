using System.Diagnostics;
using System.Globalization;

namespace Patterns.Benchmarks.Allocations;

/// <summary>Runs every steady state operation and fails when one allocates more per row than its bound. Time is shown, never judged.</summary>
internal static class AllocationCommand
{
    private const int WarmupRuns = 3;

    private const int MeasuredRuns = 3;

    /// <summary>Runs all cases.</summary>
    /// <returns>0 when every case stays within its bound, else 1.</returns>
    public static async Task<int> RunAsync(TextWriter output)
    {
        var exceeded = 0;
        await output.WriteLineAsync($"{"operation",-34} {"rows",12} {"B/row",10} {"bound",10} {"ms",10}");
        foreach (AllocationCase item in AllocationCases.All)
        {
            using AllocationProbe probe = await item.PrepareAsync();
            (double bytesPerRow, double milliseconds) = await MeasureAsync(item, probe);
            bool within = bytesPerRow <= item.BytesPerRow;
            exceeded += within ? 0 : 1;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{item.Name,-34} {probe.Rows,12:#,##0} {bytesPerRow,10:0.000} {item.BytesPerRow,10:0.000} {milliseconds,10:0.0}{(within ? "" : "  EXCEEDED")}"));
        }

        return exceeded == 0 ? 0 : 1;
    }

    // The least of several runs: what else the runtime does in the background must not fail a build.
    private static async Task<(double BytesPerRow, double Milliseconds)> MeasureAsync(AllocationCase item, AllocationProbe probe)
    {
        (double Bytes, double Milliseconds) least = (double.MaxValue, double.MaxValue);
        for (int run = -WarmupRuns; run < MeasuredRuns; run++)
        {
            GC.Collect();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            long rows = await probe.RunAsync();
            double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            double bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / probe.Rows;
            if (rows != probe.Rows)
            {
                throw new InvalidOperationException($"{item.Name} saw {rows} rows, expected {probe.Rows}.");
            }

            if (run >= 0)
            {
                least = (Math.Min(least.Bytes, bytes), Math.Min(least.Milliseconds, milliseconds));
            }
        }

        return least;
    }
}
