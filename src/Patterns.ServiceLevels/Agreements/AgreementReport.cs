using System.Globalization;
using Patterns.Core;
using Patterns.ServiceLevels.Agreements.Judging;
using Patterns.ServiceLevels.Evaluation;
using Patterns.ServiceLevels.Reports;

namespace Patterns.ServiceLevels;

/// <summary>The account of one period of an agreement: what was promised, what was delivered, what is owed. Immutable.</summary>
public sealed class AgreementReport
{
    internal AgreementReport(Agreement agreement, TimeWindow window, IReadOnlyList<JudgedSlice> slices, BudgetUnit unit)
    {
        Agreement = agreement;
        Window = window;
        Slices = slices;
        Through = slices.Count == 0 ? window.Start : slices[^1].Window.End;
        Counts = slices.Aggregate(default(EventCounts), static (sum, slice) => sum + slice.Counts);
        Events = slices.Aggregate(default(EventCounts), static (sum, slice) => sum + slice.Events);
        Budget = new ErrorBudget(agreement.Target, Counts, unit);
        ObjectiveBudget = new ErrorBudget(agreement.Objective.Target, Counts, unit);
        Incidents = agreement.IncidentsOf(slices);
        Outcome = Counts.IsEmpty || Events.Total < agreement.MinimumPeriodEvents ? AgreementOutcome.NotJudged
            : Budget.IsOverspent ? AgreementOutcome.Broken
            : AgreementOutcome.Kept;
        Tier = Outcome == AgreementOutcome.Broken ? agreement.Credits.LastOrDefault(tier => tier.IsAbove(Counts)) : null;
        Credit = Tier is null ? Ratio.Zero : Tier.Credit < agreement.CreditCap ? Tier.Credit : agreement.CreditCap;
    }

    /// <summary>The agreement.</summary>
    public Agreement Agreement { get; }

    /// <summary>The period, UTC.</summary>
    public TimeWindow Window { get; }

    /// <summary>End of the last minute that is known, UTC; the start of the period when none is.</summary>
    public DateTimeOffset Through { get; }

    /// <summary>Whether all of the period is known. Until then the outcome is that of the period so far.</summary>
    public bool IsFinal => Through >= Window.End;

    /// <summary>What was counted: requests, slices or parts of slices, as the agreement's definition of unavailability says.</summary>
    public EventCounts Counts { get; }

    /// <summary>All events of the period, those of excluded time too.</summary>
    public EventCounts Events { get; }

    /// <summary>The budget of the promise.</summary>
    public ErrorBudget Budget { get; }

    /// <summary>The budget of the objective over the same count: what is left of it is the headroom under the objective.</summary>
    public ErrorBudget ObjectiveBudget { get; }

    /// <summary>
    /// The budget of the whole period if all time from now on is good; null when the period is final, and where requests are counted, because nobody knows how
    /// many there will be.
    /// </summary>
    public ErrorBudget? WholePeriod
    {
        get
        {
            if (IsFinal || Agreement.Unavailability.Kind == UnavailabilityKind.Requests)
            {
                return null;
            }

            var ahead = (Window.End - Through).Ticks / Agreement.Unavailability.Slice.Ticks * (Budget.Unit == BudgetUnit.SliceParts ? SliceJudge.Parts : 1);
            return new ErrorBudget(Agreement.Target, Counts + new EventCounts(ahead, ahead), Budget.Unit);
        }
    }

    /// <summary>The share of good, or null when nothing was counted.</summary>
    public Ratio? Attainment => Counts.Attainment;

    /// <summary>How the period came out.</summary>
    public AgreementOutcome Outcome { get; }

    /// <summary>The tier that the attainment is in; null when nothing is given back.</summary>
    public CreditTier? Tier { get; }

    /// <summary>The share of the fee that is given back, the cap applied; 0 for nothing.</summary>
    public Ratio Credit { get; }

    /// <summary>Until when a credit can be claimed; null when there is none.</summary>
    public DateTimeOffset? ClaimUntil => Tier is null ? null : Window.End + Agreement.ClaimsWindow;

    /// <summary>How likely a period is to break the promise, for the pages; null when that was not estimated.</summary>
    public BreachEstimate? Estimate { get; private set; }

    /// <summary>When it went wrong, in order.</summary>
    public IReadOnlyList<Incident> Incidents { get; }

    /// <summary>How much of the period so far there is something known of, in minutes.</summary>
    public Coverage Coverage
    {
        get
        {
            var (withData, noData, excluded) = (0L, 0L, 0L);
            foreach (var slice in Slices)
            {
                var minutes = slice.Window.Duration.Ticks / TimeSpan.TicksPerMinute;
                _ = slice.State == SliceState.Excluded ? excluded += minutes : slice.Events.IsEmpty ? noData += minutes : withData += minutes;
            }

            return new Coverage(withData, noData, excluded);
        }
    }

    internal IReadOnlyList<JudgedSlice> Slices { get; }

    /// <summary>What is given back of a fee, not rounded.</summary>
    /// <param name="fee">The fee of the period, 0 or more.</param>
    public decimal CreditOf(decimal fee)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fee);
        return fee * Credit.Numerator / Credit.Denominator;
    }

    /// <summary>The same account with an estimate of how likely a period is to break the promise, which its pages then show.</summary>
    /// <param name="estimate">Of <see cref="Agreement.EstimateBreach"/>.</param>
    public AgreementReport With(BreachEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var report = (AgreementReport)MemberwiseClone();
        report.Estimate = estimate;
        return report;
    }

    /// <summary>The account as JSON; shares are exact fractions and percents.</summary>
    public string ToJson() => ReportJson.Write(this);

    /// <summary>The account as Markdown.</summary>
    public string ToMarkdown() => ReportMarkdown.Write(this);

    /// <summary>The account as a page of HTML with pictures, complete in itself.</summary>
    public string ToHtml() => ReportHtml.Write($"{Agreement.Name}, {PeriodName}", null, [], [this]);

    /// <summary>The name of the period: <c>May 2026</c>, or its first and last day on the clock of the zone.</summary>
    public string PeriodName => PeriodNames.Of(Window, Agreement.Period.Zone!);

    /// <summary>For example <c>login-sla, May 2026: kept, 99.93 % of 99.5 %</c>.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Agreement.Name}, {PeriodName}: {OutcomeText.Of(Outcome)}, {Percentage.Format(Counts, boundary: Agreement.Target.Value)} of {Agreement.Target}");
}
