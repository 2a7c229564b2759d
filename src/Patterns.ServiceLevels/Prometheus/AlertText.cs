namespace Patterns.ServiceLevels.Prometheus;

/// <summary>What alerts are called when nobody names them.</summary>
internal static class AlertText
{
    public const string DefaultName = "ErrorBudgetBurn";
}
