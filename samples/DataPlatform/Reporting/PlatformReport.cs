using System.Text.Json.Serialization;

namespace DataPlatform.Reporting;

/// <summary>What a run of the platform found and did; its JSON form is what <c>--report</c> writes.</summary>
internal sealed record PlatformReport
{
    public List<DatasetReport> Datasets { get; } = [];

    public List<TableReport> Tables { get; } = [];

    public List<MetricReport> Metrics { get; } = [];

    public List<QueryReport> Queries { get; } = [];

    public List<FindingReport> Findings { get; } = [];

    /// <summary>Files that this run brought into the lake; zero when nothing was new.</summary>
    public int LandedFiles { get; set; }

    /// <summary>Files that this run loaded into tables; zero when nothing was new.</summary>
    public int NewFiles { get; set; }

    /// <summary>Updates that this run appended to the feeds of changes; zero when nothing was new.</summary>
    public int PublishedChanges { get; set; }
}

/// <summary>One dataset of the lake: rows read = rows accepted + rows set aside.</summary>
internal sealed record DatasetReport(
    string Name, string Format, int Files, long RowsRead, long RowsAccepted, long RowsSetAside, IReadOnlyList<ColumnReport> Columns,
    IReadOnlyList<string> SetAside, IReadOnlyList<string> Notes);

/// <summary>One inferred column and why it has that type.</summary>
internal sealed record ColumnReport(string Name, string Type, long Nulls, string Evidence);

/// <summary>One table after the run, and those of its nested columns that are kept as JSON text.</summary>
internal sealed record TableReport(string Name, long Version, long Rows, long Bytes, IReadOnlyList<string> JsonTextColumns);

/// <summary>One question that was put to a table, its answer and how long it took.</summary>
internal sealed record QueryReport(string Table, string Question, IReadOnlyList<IReadOnlyDictionary<string, object?>> Rows, double Milliseconds);

/// <summary>One thing in the lake that somebody should look at.</summary>
internal sealed record FindingReport(string Id, string Kind, string Subject, string Evidence, string Action);

/// <summary>Writes the report as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PlatformReport))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(decimal))]
internal sealed partial class ReportJson : JsonSerializerContext;
