using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Patterns.ServiceLevels;

/// <summary>Adds the health check of objectives.</summary>
public static class ServiceLevelsHealthChecksBuilderExtensions
{
    /// <summary>Adds <see cref="ObjectiveHealthCheck"/> over the container's <see cref="ObjectiveEvaluator"/>.</summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">Name of the check.</param>
    /// <param name="tags">Tags of the check; null for none.</param>
    public static IHealthChecksBuilder AddServiceLevels(this IHealthChecksBuilder builder, string name = "service-levels", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            static services => new ObjectiveHealthCheck(services.GetRequiredService<ObjectiveEvaluator>()),
            failureStatus: null,
            tags));
    }
}
