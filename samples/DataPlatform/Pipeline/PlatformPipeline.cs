using System.Diagnostics;
using DataPlatform.Changes;
using DataPlatform.Reporting;
using Patterns.Core;
using Patterns.Lake;
using Patterns.Tables;

namespace DataPlatform.Pipeline;

/// <summary>
/// The data's way: land the raw files, read them with an inferred schema, load them into tables, tell who follows, measure the tables, inspect the lake. Every
/// step may be repeated after any interruption: what is done already is recognised and not done again.
/// </summary>
internal sealed class PlatformPipeline(
    LakeReader lake, TableStore tables, IReadOnlyDictionary<string, TableRules> rules, ChangePublisher changes, ProgressLine progress)
{
    private const int ShownSetAsideRows = 5;

    private readonly LoadStep _load = new(tables, rules);
    private readonly MeasureStep _measure = new();

    /// <summary>Takes every file of a folder to tables and numbers.</summary>
    public async Task<PlatformReport> RunAsync(string rawFolder, CancellationToken cancellationToken)
    {
        var report = new PlatformReport();
        await LandAsync(rawFolder, report, cancellationToken);
        foreach (var listing in await lake.DiscoverAsync(cancellationToken))
        {
            await TakeAsync(listing, report, cancellationToken);
        }

        progress.Say($"changes published: {report.PublishedChanges}");
        await InspectAsync(report, cancellationToken);
        return report;
    }

    private async Task LandAsync(string rawFolder, PlatformReport report, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        long bytes = 0;
        await foreach (var result in lake.LandFolderAsync(rawFolder, cancellationToken: cancellationToken))
        {
            bytes += result.File.Length;
            report.LandedFiles += result.Status == LandStatus.Landed ? 1 : 0;
            if (result.OfferedPath != result.File.Path || result.Status == LandStatus.NameTaken)
            {
                report.Findings.Add(LandingFinding(result));
            }
        }

        progress.Say($"new files landed: {report.LandedFiles}; looked at {progress.Amount(bytes, "bytes", Stopwatch.GetElapsedTime(started))}");
    }

    private static FindingReport LandingFinding(LandResult result) => result.Status == LandStatus.NameTaken
        ? new("", "ChangedFile", result.OfferedPath, result.Message, "Give changed content a new name, so that both are kept.")
        : new("", "ExactDuplicate", result.OfferedPath, result.Message, "Delete one of the two at their source.");

    private async Task TakeAsync(DatasetListing listing, PlatformReport report, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var dataset = await lake.OpenAsync(listing, cancellationToken: cancellationToken);
        var datasetReport = await DescribeAsync(dataset, cancellationToken);
        report.Datasets.Add(datasetReport);
        if (dataset.Files.Count == 0 || dataset.BatchSchema.Count == 0)
        {
            progress.Say($"{listing.Name}: kept as files, not read as rows");
            return;
        }

        try
        {
            var load = await _load.LoadAsync(dataset, cancellationToken);
            report.NewFiles += load.NewFiles;
            report.PublishedChanges += await PublishAsync(load, cancellationToken);
            var rows = await load.Table.CountAsync(cancellationToken);
            report.Tables.Add(new TableReport(load.Table.Path, load.Table.Version, rows, load.Table.ByteCount, load.Shape.JsonTextColumns));
            progress.Say($"{listing.Name}: {(load.NewFiles == 0 ? "nothing new" : $"loaded {load.NewFiles} of {dataset.Files.Count} files")}, {progress.Amount(datasetReport.RowsRead, "rows", Stopwatch.GetElapsedTime(started))}");
            report.Metrics.AddRange(await MetricStep.MeasureAsync(load.Table, cancellationToken));
            report.Queries.AddRange(await _measure.MeasureAsync(load, cancellationToken));
        }
        catch (PatternsException error)
        {
            progress.Say($"{listing.Name}: not loaded, {error.Message}");
            report.Findings.Add(new FindingReport("", "NotLoaded", listing.Name, $"{error.Code}: {error.Message}", "What was loaded before is still there; the other datasets are not affected."));
        }
    }

    private async Task<int> PublishAsync(LoadResult load, CancellationToken cancellationToken)
    {
        var published = await changes.PublishAsync(load.Table, cancellationToken);
        var quarantine = LoadStep.QuarantineOf(load.Table.Path);
        return await tables.ExistsAsync(quarantine, cancellationToken)
            ? published + await changes.PublishAsync(await tables.OpenAsync(quarantine, cancellationToken), cancellationToken)
            : published;
    }

    private static async Task<DatasetReport> DescribeAsync(LakeDataset dataset, CancellationToken cancellationToken)
    {
        var counts = new ReadReport();
        await foreach (var batch in dataset.Select().ReadBatchesAsync(counts, cancellationToken))
        {
            batch.Dispose();
        }

        var formats = dataset.Files.Select(static file => file.Compression == "none" ? file.Format : $"{file.Format} ({file.Compression})").Distinct();
        return new DatasetReport(
            dataset.Name,
            dataset.Files.Count == 0 ? "files" : string.Join(", ", formats),
            dataset.Files.Count + dataset.Problems.Count,
            counts.RowsRead,
            counts.RowsAccepted,
            counts.RowsSetAside,
            [.. dataset.Schema.Columns.Select(static column => new ColumnReport(column.Name, column.Type.ToString(), column.NullCount, column.Reason))],
            [.. counts.SetAsideRows.Take(ShownSetAsideRows).Select(static row => $"{row.Location}: {row.Reason}")],
            [.. dataset.Schema.Drift.Select(static drift => drift.Description), .. dataset.Problems.Select(static problem => $"{problem.File}: {problem.Problem}")]);
    }

    private async Task InspectAsync(PlatformReport report, CancellationToken cancellationToken)
    {
        var swamp = await lake.InspectAsync(cancellationToken);
        report.Findings.AddRange(swamp.Findings.Select(static finding
            => new FindingReport(finding.Id, finding.Kind.ToString(), string.Join(", ", finding.Files), finding.Evidence, finding.SuggestedAction)));
        progress.Say($"files inspected: {swamp.FileCount}; things to look at: {report.Findings.Count}");
    }
}
