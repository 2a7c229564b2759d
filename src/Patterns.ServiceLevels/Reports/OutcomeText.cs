using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels.Reports;

/// <summary>Outcomes in words.</summary>
internal static class OutcomeText
{
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

    /// <summary>How the verdict looks: kept with the objective missed is a warning, and so is what can still be kept.</summary>
    public static string Style(AgreementReport report)
        => report.Outcome switch
        {
            AgreementOutcome.Broken => report.IsFinal || report.WholePeriod is null or { IsOverspent: true } ? "bad" : "warn",
            AgreementOutcome.NotJudged => "none",
            _ => report.ObjectiveBudget.IsOverspent ? "warn" : "good",
        };

    public static string Credit(AgreementReport report)
        => report.Tier is null ? (report.Agreement.Credits.Count == 0 ? "No credits agreed" : "No credit")
            : report.IsFinal ? $"{PercentText.Of(report.Credit)} credit" : $"{PercentText.Of(report.Credit)} credit as it stands";
}
