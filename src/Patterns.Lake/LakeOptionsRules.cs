using System.Globalization;

namespace Patterns.Lake;

/// <summary>The ranges of <see cref="LakeOptions"/>.</summary>
internal static class LakeOptionsRules
{
    private const int SmallestRecord = 1 << 10;
    private const int LargestRecord = 1 << 30;
    private const int MostRowsPerBatch = 1 << 24;

    /// <summary>What is wrong, one sentence each with the limit, the unit and the value.</summary>
    public static IReadOnlyList<string> Problems(LakeOptions options)
    {
        var problems = new List<string>();
        Check(options.NullSpellings is not null, problems, $"{nameof(LakeOptions.NullSpellings)} must not be null; an empty list means that no text stands for null");
        Check(options.MaxRecordBytes is >= SmallestRecord and <= LargestRecord, problems, $"{nameof(LakeOptions.MaxRecordBytes)} must be {SmallestRecord} to {LargestRecord} bytes, but is {options.MaxRecordBytes}");
        Check(options.RowsPerBatch is >= 1 and <= MostRowsPerBatch, problems, $"{nameof(LakeOptions.RowsPerBatch)} must be 1 to {MostRowsPerBatch} rows, but is {options.RowsPerBatch}");
        Check(options.MaxParallelFiles >= 1, problems, $"{nameof(LakeOptions.MaxParallelFiles)} must be at least 1 file, but is {options.MaxParallelFiles}");
        return problems;
    }

    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static void Require(LakeOptions options)
    {
        if (Problems(options) is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }
    }

    private static void Check(bool holds, List<string> problems, FormattableString problem)
    {
        if (!holds)
        {
            problems.Add(problem.ToString(CultureInfo.InvariantCulture));
        }
    }
}
