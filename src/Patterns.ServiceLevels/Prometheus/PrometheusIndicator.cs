using Patterns.ServiceLevels.Prometheus;

namespace Patterns.ServiceLevels;

/// <summary>How to get bad and valid events, or a ratio, from Prometheus. Immutable; created by one of its methods.</summary>
public sealed class PrometheusIndicator
{
    private readonly IndicatorExpressions _expressions;

    private PrometheusIndicator(IndicatorExpressions expressions, IReadOnlyList<string> grouping)
    {
        _expressions = expressions;
        Grouping = grouping;
    }

    /// <summary>Labels by which there is one result each; empty by default.</summary>
    public IReadOnlyList<string> Grouping { get; }

    /// <summary>Whether there are counts; else there is only a ratio, which cannot be weighed.</summary>
    public bool HasCounts => _expressions.HasCounts;

    /// <summary>Counters of bad and of valid events.</summary>
    /// <param name="badSelector">Series of bad events: <c>http_requests_total{code=~"5.."}</c>.</param>
    /// <param name="validSelector">Series of all valid events.</param>
    /// <param name="grouping">Labels by which there is one result each.</param>
    public static PrometheusIndicator Counters(string badSelector, string validSelector, params IReadOnlyList<string> grouping)
        => new(new CounterExpressions(Required(badSelector), Required(validSelector), CountsGood: false, grouping), grouping);

    /// <summary>Counters of good and of valid events: the bucket of a latency histogram and its count, for example.</summary>
    /// <param name="goodSelector">Series of good events.</param>
    /// <param name="validSelector">Series of all valid events.</param>
    /// <param name="grouping">Labels by which there is one result each.</param>
    public static PrometheusIndicator GoodCounters(string goodSelector, string validSelector, params IReadOnlyList<string> grouping)
        => new(new CounterExpressions(Required(goodSelector), Required(validSelector), CountsGood: true, grouping), grouping);

    /// <summary>Queries of bad and of valid events; <c>{{.window}}</c> in them stands for the window.</summary>
    /// <param name="badQuery">PromQL with <c>{{.window}}</c>.</param>
    /// <param name="validQuery">PromQL with <c>{{.window}}</c>.</param>
    /// <exception cref="ArgumentException">A query has no <c>{{.window}}</c>.</exception>
    public static PrometheusIndicator Queries(string badQuery, string validQuery)
        => new(new QueryExpressions(WindowTemplate.Parse(badQuery), WindowTemplate.Parse(validQuery), CountsGood: false), []);

    /// <summary>Queries of good and of valid events; <c>{{.window}}</c> in them stands for the window.</summary>
    /// <param name="goodQuery">PromQL with <c>{{.window}}</c>.</param>
    /// <param name="validQuery">PromQL with <c>{{.window}}</c>.</param>
    /// <exception cref="ArgumentException">A query has no <c>{{.window}}</c>.</exception>
    public static PrometheusIndicator GoodQueries(string goodQuery, string validQuery)
        => new(new QueryExpressions(WindowTemplate.Parse(goodQuery), WindowTemplate.Parse(validQuery), CountsGood: true), []);

    /// <summary>A query of the share of bad events; <c>{{.window}}</c> in it stands for the window.</summary>
    /// <param name="ratioQuery">PromQL with <c>{{.window}}</c>.</param>
    /// <exception cref="ArgumentException">The query has no <c>{{.window}}</c>.</exception>
    public static PrometheusIndicator ErrorRatio(string ratioQuery) => new(new RatioExpressions(WindowTemplate.Parse(ratioQuery)), []);

    /// <summary>A native histogram: events up to a latency are good.</summary>
    /// <param name="selector">Series of the histogram.</param>
    /// <param name="threshold">The latency, more than 0.</param>
    /// <param name="grouping">Labels by which there is one result each.</param>
    public static PrometheusIndicator NativeLatency(string selector, TimeSpan threshold, params IReadOnlyList<string> grouping)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(threshold, TimeSpan.Zero);
        return new(new NativeLatencyExpressions(Required(selector), threshold, grouping), grouping);
    }

    /// <summary>A gauge of 1 (good) and 0 (bad); each sample is an event.</summary>
    /// <param name="selector">Series of the gauge: <c>probe_success{job="blackbox"}</c>.</param>
    /// <param name="grouping">Labels by which there is one result each.</param>
    public static PrometheusIndicator BooleanGauge(string selector, params IReadOnlyList<string> grouping)
        => new(new GaugeExpressions(Required(selector), grouping), grouping);

    /// <summary>PromQL of the valid events of a window.</summary>
    internal string Valid(string window) => _expressions.Valid(window);

    /// <summary>PromQL of the bad events of a window.</summary>
    internal string Bad(string window) => _expressions.Bad(window);

    /// <summary>PromQL of the share of bad events of a window.</summary>
    internal string Ratio(string window) => _expressions.Ratio(window);

    private static string Required(string selector)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(selector);
        return selector.Trim();
    }
}
