using Patterns.ServiceLevels.Reports;

namespace Patterns.ServiceLevels;

/// <summary>Where objectives and agreements stand, on one page. Immutable.</summary>
public sealed class ServiceLevelReport
{
    /// <summary>Puts a report together.</summary>
    /// <param name="title">Its title, not empty.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="objectives">Where objectives stand, in the order of the page.</param>
    /// <param name="agreements">Accounts of periods of agreements, in the order of the page.</param>
    public ServiceLevelReport(string title, DateTimeOffset at, IEnumerable<ObjectiveStatus> objectives, IEnumerable<AgreementReport>? agreements = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        ArgumentNullException.ThrowIfNull(objectives);
        Title = title;
        At = at.ToUniversalTime();
        Objectives = [.. objectives];
        Agreements = [.. agreements ?? []];
    }

    /// <summary>The title.</summary>
    public string Title { get; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Where objectives stand.</summary>
    public IReadOnlyList<ObjectiveStatus> Objectives { get; }

    /// <summary>Accounts of periods of agreements.</summary>
    public IReadOnlyList<AgreementReport> Agreements { get; }

    /// <summary>The report as JSON; shares are exact fractions and percents.</summary>
    public string ToJson() => ReportJson.Write(this);

    /// <summary>The report as a table of Markdown.</summary>
    public string ToMarkdown() => ReportMarkdown.Write(this);

    /// <summary>The report as a page of HTML with pictures, complete in itself; light or dark as the reader has it.</summary>
    public string ToHtml() => ReportHtml.Write(Title, $"As of {PeriodNames.Moment(At, TimeZoneInfo.Utc)} UTC", Objectives, Agreements);
}
