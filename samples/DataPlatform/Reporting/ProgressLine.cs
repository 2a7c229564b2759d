using System.Globalization;

namespace DataPlatform.Reporting;

/// <summary>Says on the way what is done, one line each, with the time since the start.</summary>
internal sealed class ProgressLine(TextWriter output, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public void Say(string what)
        => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{time.GetElapsedTime(_started).TotalSeconds,6:0.00} s] {what}"));

    /// <summary>A number with its rate per second.</summary>
    public string Amount(long number, string unit, TimeSpan elapsed)
        => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {unit}, {number / Math.Max(elapsed.TotalSeconds, 0.001):N0} {unit}/s");
}
