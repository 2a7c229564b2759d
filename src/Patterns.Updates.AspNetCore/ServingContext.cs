using Microsoft.Extensions.Logging;
using Patterns.Updates.AspNetCore.Limits;

namespace Patterns.Updates.AspNetCore;

/// <summary>What all requests to one group of feeds share.</summary>
/// <param name="Store">The feeds.</param>
/// <param name="Options">How they are served.</param>
/// <param name="Time">The clock.</param>
/// <param name="Chance">Chance.</param>
/// <param name="Metrics">What is counted.</param>
/// <param name="Logger">Where it is told.</param>
internal sealed record ServingContext(
    IUpdateStore Store, UpdatesHttpOptions Options, TimeProvider Time, Chance Chance, ServingMetrics Metrics, ILogger Logger);
