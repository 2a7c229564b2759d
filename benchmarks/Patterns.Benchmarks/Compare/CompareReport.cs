using System.Globalization;
using System.Text.Json;

namespace Patterns.Benchmarks.Compare;

/// <summary>Writes results as text lines and as JSON.</summary>
internal static class CompareReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The line above the results.</summary>
    public static string Heading { get; } =
        $"{"case",-34} {"ours",12} {"theirs",12} {"",-2} {"ratio",7}  {"peer",-26} {"ours min..max",-23} {"theirs min..max",-23} {"B/row",7}  processor ms";

    /// <summary>One result on one line.</summary>
    public static string Line(CompareResult result)
    {
        string start = $"{result.Suite + "/" + result.Case,-34} {Figure(result.Ours),12}";
        if (result.Ratio is not { } times)
        {
            return $"{start} {"",12} {result.Unit,-2} {"",7}  {result.Peer,-26} {(result.Failure is null ? $"missing: {result.Missing}" : $"FAILED: {result.Failure}")}";
        }

        string ours = $"{Figure(result.OursMin)}..{Figure(result.OursMax)}";
        string theirs = $"{Figure(result.TheirsMin)}..{Figure(result.TheirsMax)}";
        string ratio = times.ToString("0.00", CultureInfo.InvariantCulture) + "x";
        string perRow = ((double)result.AllocatedBytes / result.Rows).ToString("0.##", CultureInfo.InvariantCulture);
        string processor = $"{Figure(result.OursProcessorMilliseconds)} : {Figure(result.TheirsProcessorMilliseconds)}";
        string line = $"{start} {Figure(result.Theirs),12} {result.Unit,-2} {ratio,7}  {result.Peer,-26} {ours,-23} {theirs,-23} {perRow,7}  {processor}";
        return result.Failure is null ? line : $"{line}{Environment.NewLine}  {result.Failure}";
    }

    /// <summary>Writes an array of results, one object per line of the report.</summary>
    public static Task WriteJsonAsync(string path, IReadOnlyList<CompareResult> results) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(results, Json) + "\n");

    private static string Figure(double? value) => value?.ToString(value < 100 ? "0.00" : "#,##0", CultureInfo.InvariantCulture) ?? "";
}
