using System.Globalization;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels.Reports;

/// <summary>Outcomes in words.</summary>
internal static class OutcomeText
{
    /// <summary>What an estimate is called.</summary>
    public const string ChanceName = "Chance to break a period";

    public static string Of(AgreementOutcome outcome)
        => outcome switch
        {
            AgreementOutcome.Kept => "kept",
            AgreementOutcome.Broken => "broken",
            _ => "not judged",
        };

    /// <summary>The verdict of a report: of the period, or of the period so far.</summary>
    public static string Verdict(AgreementReport report)
        => (report.Outcome, report.IsFinal) switch
        {
            (AgreementOutcome.Kept, true) => "Promise kept",
            (AgreementOutcome.Kept, false) => "Kept so far",
            (AgreementOutcome.Broken, true) => "Promise broken",
            (AgreementOutcome.Broken, false) => report.WholePeriod is { IsOverspent: true } ? "Cannot be kept any more" : "Below the promise so far",
            (_, true) => "Not judged",
            _ => "Too early to say",
        };

    /// <summary>The chance in words: <c>3.1 %</c>, or <c>less than 0.1 %</c> where no drawn period broke the promise.</summary>
    public static string Chance(BreachEstimate estimate)
        => estimate.Breaches == 0
            ? string.Create(CultureInfo.InvariantCulture, $"less than {Math.Ceiling(estimate.Interval.High * 1000) / 10:0.#} %")
            : string.Create(CultureInfo.InvariantCulture, $"{estimate.Probability * 100:0.#} %");

    /// <summary>What the chance goes by.</summary>
    public static string ChanceOf(BreachEstimate estimate)
        => estimate.Incidents == 0 ? "going by a history without incidents" : $"going by {estimate.Incidents} incident{(estimate.Incidents == 1 ? "" : "s")} in history";

    /// <summary>How the verdict looks: kept with the objective missed is a warning, and so is what can still be kept.</summary>
    public static string Style(AgreementReport report)
        => report.Outcome switch
        {
            AgreementOutcome.Broken => report.IsFinal || report.WholePeriod is null or { IsOverspent: true } ? "bad" : "warn",
            AgreementOutcome.NotJudged => "none",
            _ => report.ObjectiveBudget.IsOverspent ? "warn" : "good",
        };

    /// <summary>What was delivered: <c>99.9 % delivered</c>, or that there is nothing yet.</summary>
    public static string Delivered(AgreementReport report)
        => report.Counts.IsEmpty ? "nothing measured yet" : $"{Percentage.Format(report.Counts, boundary: report.Agreement.Target.Value)} delivered";

    /// <summary>What is given back, in words; null where nothing ever is, or nothing is known.</summary>
    public static string? Credit(AgreementReport report)
        => report.Agreement.Credits.Count == 0 || report.Counts.IsEmpty ? null
            : report.Tier is null ? "No credit due"
            : report.IsFinal ? $"{PercentText.Of(report.Credit)} credit" : $"{PercentText.Of(report.Credit)} credit as it stands";
}
