using System.Globalization;
using Patterns.ServiceLevels.Agreements.Judging;

namespace Patterns.ServiceLevels.Advice;

/// <summary>Periods like those of the past: how often each target would be missed.</summary>
internal sealed class PastPeriods
{
    private readonly List<JudgedSlice> _slices;
    private readonly SlotHistory _history;
    private readonly AdviceOptions _options;
    private readonly Dictionary<Target, BreachEstimate> _estimates = [];

    public PastPeriods(SlotHistory history, AdviceOptions options)
    {
        _history = history;
        _options = options;
        _slices = new Judge(Unavailability.Requests, [], NoDataPolicy.Ignore, 1).Slices(history, new Patterns.Core.TimeWindow(history.Start, history.End));
    }

    /// <summary>How often a target would be missed. Incidents are those of a target of 99 %, so that every target is asked of the same days.</summary>
    public BreachEstimate Estimate(Target target)
    {
        if (!_estimates.TryGetValue(target, out var estimate))
        {
            var incidents = Incidents.Find(_slices, Incidents.NoiseOf(Unavailability.Requests, Target.Percent("99")));
            estimate = BlockBootstrap.Estimate(_slices, incidents, target, _options.Period, new Random(_options.Seed));
            _estimates.Add(target, estimate);
        }

        return estimate;
    }

    public AdviceReason Reason()
    {
        var limit = Ladder.Highest(rung => Estimate(rung).Probability <= _options.AcceptedMisses);
        var total = _history.Total();
        var text = string.Create(CultureInfo.InvariantCulture, $"{_history.Count / (24 * 60)} days delivered {Percentage.Format(total)} of {total.Total:#,##0} events, with {Estimate(Ladder.Rungs[^1]).Incidents} incidents");
        if (limit is null)
        {
            return new AdviceReason(AdviceReasonKind.History, null, $"{text}; even {Ladder.Rungs[^1]} would be missed too often. Repair first, aim later.");
        }

        var higher = Ladder.Rungs.LastOrDefault(rung => rung > limit.Value);
        var missed = higher.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $", {higher} in {Estimate(higher).Probability * 100:0.#} %");
        return new AdviceReason(AdviceReasonKind.History, limit, string.Create(CultureInfo.InvariantCulture, $"{text}: {limit} would be missed in {Estimate(limit.Value).Probability * 100:0.#} % of periods{missed}; {_options.AcceptedMisses * 100:0.#} % are accepted."));
    }
}
