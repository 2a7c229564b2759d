using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Patterns.ServiceLevels;

/// <summary>
/// A health check of what the evaluator last found: unhealthy while a page fires, degraded while a ticket fires or an objective is missed. Note that a
/// check that takes an instance out of rotation may make an outage worse: use it to show, or on purpose.
/// </summary>
/// <param name="evaluator">The evaluator.</param>
public sealed class ObjectiveHealthCheck(ObjectiveEvaluator evaluator) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var statuses = evaluator.LastStatuses();
        var data = statuses.ToDictionary(static status => status.Objective.Name, static status => (object)status.ToString());
        var alerts = statuses.SelectMany(static status => status.Alerts.Where(static alert => alert.IsFiring).Select(alert => (Status: status, alert.Rule))).ToList();
        if (alerts.Find(static alert => alert.Rule.Severity == AlertSeverity.Page) is { Rule: not null } page)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy($"{page.Status}; {page.Rule} fires", data: data));
        }

        if (alerts is [var ticket, ..])
        {
            return Task.FromResult(HealthCheckResult.Degraded($"{ticket.Status}; {ticket.Rule} fires", data: data));
        }

        return Task.FromResult(statuses.FirstOrDefault(static status => !status.IsMet) is { } missed
            ? HealthCheckResult.Degraded($"{missed} is missed", data: data)
            : HealthCheckResult.Healthy($"{statuses.Count} objectives are met", data));
    }
}
