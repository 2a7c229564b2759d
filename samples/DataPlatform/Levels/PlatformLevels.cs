using DataPlatform.Reporting;
using Patterns.Core;
using Patterns.ServiceLevels;
using Patterns.Tables;

namespace DataPlatform.Levels;

/// <summary>
/// What the platform measures of its tables, aims for and promises. Each run counts datasets that were loaded, datasets that conform, and tables whose newest
/// commit is at most a day old; rows that could be read are counted by the commits of the tables. Counts are kept in the home, so that the page is about all runs.
/// </summary>
internal sealed class PlatformLevels
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly Window FourWeeks = Window.Rolling(TimeSpan.FromDays(28));

    private readonly Indicator _loads = new("load-success", new IndicatorOptions { Description = "Datasets that were loaded, of those that have rows" });
    private readonly Indicator _quality = new("quality", new IndicatorOptions { Description = "Rows that could be read, of those that tables were loaded with" });
    private readonly Indicator _correctness = new("correctness", new IndicatorOptions { Description = "Datasets of which 99 % of the rows or more could be read" });
    private readonly Indicator _freshness = new("freshness", new IndicatorOptions { Description = "Tables whose newest commit is at most a day old" });
    private readonly CorrectnessThreshold _conforms;
    private readonly TableBatches _batches;
    private readonly Objective[] _objectives;
    private readonly Agreement _agreement;
    private readonly IndicatorStore _kept;
    private readonly TableStore _tables;
    private readonly TimeProvider _time;
    private bool _isLoaded;

    /// <param name="home">Where the counts are kept.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="time">The clock.</param>
    public PlatformLevels(IObjectStore home, TableStore tables, TimeProvider time)
    {
        (_tables, _time, _kept) = (tables, time, new IndicatorStore(home));
        (_conforms, _batches) = (new CorrectnessThreshold(_correctness, new Ratio(99, 100)), new TableBatches(tables, new BatchSource(_quality)));
        var freshness = Aim("Tables are fresh", _freshness, "99");
        _objectives = [freshness, Aim("Rows can be read", _quality, "99.5"), Aim("Datasets conform", _correctness, "99"), Aim("Datasets load", _loads, "99")];

        // A day late is what a consumer can plan for; the objective is tighter, so that there is time to act.
        _agreement = new Agreement("data-is-fresh", freshness, Target.Percent("95"), Window.CalendarMonth("UTC"), new AgreementOptions { Provider = "The data platform", Customer = "its consumers" });
    }

    /// <summary>Counts a run, keeps the counts, and writes the page.</summary>
    /// <returns>Where everything stands, for the log.</returns>
    public async Task<IReadOnlyList<string>> RecordAsync(PlatformReport report, string page, CancellationToken cancellationToken)
    {
        Indicator[] all = [_freshness, _quality, _correctness, _loads];
        if (!_isLoaded)
        {
            await _kept.LoadAsync(all, cancellationToken);
            _isLoaded = true;
        }

        var now = _time.GetUtcNow();
        var failed = report.Findings.Count(static finding => finding.Kind == "NotLoaded");
        _loads.Record(new EventCounts(report.Tables.Count, report.Tables.Count + failed), now);
        foreach (var dataset in report.Datasets)
        {
            _conforms.Record(new EventCounts(dataset.RowsAccepted, dataset.RowsRead), now);
        }

        await _batches.ReplayAsync(report.Datasets.Select(static dataset => dataset.Name), now - FourWeeks.NominalLength, cancellationToken);
        _freshness.Record(new EventCounts(await CountFreshAsync(report, now, cancellationToken), report.Tables.Count), now);
        await _kept.SaveAsync(all, withOpenMinute: true, cancellationToken);

        ObjectiveStatus[] statuses = [.. _objectives.Select(objective => objective.Evaluate(now))];
        var levels = new ServiceLevelReport("Service levels of the platform", now, statuses, [_agreement.Report(now)]);
        await File.WriteAllTextAsync(page, levels.ToHtml(), cancellationToken);
        return [.. statuses.Select(static status => status.ToString()), .. levels.Agreements.Select(static agreement => agreement.ToString())];
    }

    // A run is a handful of events, so a single failure would set off any burn-rate alert: the page shows it, nobody is woken.
    private static Objective Aim(string name, Indicator indicator, string percent)
        => new(name, indicator, Target.Percent(percent), FourWeeks, new ObjectiveOptions { Alerts = [] });

    private async Task<int> CountFreshAsync(PlatformReport report, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var fresh = 0;
        foreach (var name in report.Tables.Select(static table => table.Name))
        {
            var table = await _tables.OpenAsync(name, cancellationToken);
            await foreach (var commit in table.HistoryAsync(cancellationToken))
            {
                fresh += commit.Timestamp is { } at && now - at <= Fresh ? 1 : 0;
                break; // the latest comes first
            }
        }

        return fresh;
    }
}
