using System.Text;

namespace Patterns.ServiceLevels;

/// <summary>A target with its reasons. Immutable.</summary>
public sealed class TargetAdvice
{
    internal TargetAdvice(Target? target, Target? promise, TimeSpan period, IReadOnlyList<AdviceReason> reasons)
    {
        Target = target;
        Promise = promise;
        Period = period;
        Reasons = reasons;
    }

    /// <summary>What to aim for; null when no target of the ladder, 50 % and up, can be met. The reasons say why.</summary>
    public Target? Target { get; }

    /// <summary>What could be promised: looser than the target; null when nothing looser is safe.</summary>
    public Target? Promise { get; }

    /// <summary>The length of the window that it is for.</summary>
    public TimeSpan Period { get; }

    /// <summary>The considerations, each with its limit. The lowest limit is the target.</summary>
    public IReadOnlyList<AdviceReason> Reasons { get; }

    /// <summary>The advice and its reasons, one line each.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.Append(Target is { } target ? $"Aim for {target} over {Period.TotalDays:0} days" : "No target can be met").Append(Promise is { } promise ? $", promise {promise}." : ".");
        foreach (var reason in Reasons)
        {
            text.Append('\n').Append(reason.Limit is not null && reason.Limit == Target ? "* " : "- ").Append(reason);
        }

        return text.ToString();
    }
}
