namespace DataPlatform.Reporting;

/// <summary>The questions that are put to every table.</summary>
internal static class Questions
{
    public const string RowCount = "row count";

    public const string Ranges = "nulls and ranges";

    public static string MostFrequent(string column) => $"most frequent {column}";
}
