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

    /// <summary>Per group of cases, such as suite/group/case, and peer the geometric mean of the ratios and the worst one.</summary>
    public static IEnumerable<string> Means(IReadOnlyList<CompareResult> results) =>
        from result in results
        where result.Ratio is not null && result.Case.Contains('/', StringComparison.Ordinal)
        group result by (Name: $"{result.Suite}/{result.Case[..result.Case.LastIndexOf('/')]}", result.Peer) into cases
        let mean = Math.Exp(cases.Average(static result => Math.Log(result.Ratio!.Value)))
        let processor = Math.Exp(cases.Average(static result => Math.Log(Math.Max(0.01, result.TheirsProcessorMilliseconds ?? 0) / Math.Max(0.01, result.OursProcessorMilliseconds ?? 0))))
        let worst = cases.MinBy(static result => result.Ratio)!
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{cases.Key.Name}: geometric mean of {cases.Count()} ratios beside {cases.Key.Peer} {mean:0.00}x by the clock, {processor:0.00}x by processor time; worst {worst.Ratio:0.00}x in {worst.Case[(worst.Case.LastIndexOf('/') + 1)..]}");

    /// <summary>Writes an array of results, one object per line of the report.</summary>
    public static Task WriteJsonAsync(string path, IReadOnlyList<CompareResult> results) =>
        File.WriteAllTextAsync(path, JsonSerializer.Serialize(results, Json) + "\n");

    private static string Figure(double? value) => value?.ToString(value < 100 ? "0.00" : "#,##0", CultureInfo.InvariantCulture) ?? "";
}
