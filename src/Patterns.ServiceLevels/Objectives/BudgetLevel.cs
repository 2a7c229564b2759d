using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>A level of an error-budget policy: what is done from a spent share on (The Site Reliability Workbook, appendix B). Immutable.</summary>
public sealed record BudgetLevel
{
    /// <summary>Creates a level.</summary>
    /// <param name="name">What it is called, for example <c>freeze</c>.</param>
    /// <param name="spentFrom">The spent share from which it holds, more than 0: 1 is all of the budget.</param>
    /// <param name="onEntered">Called by the evaluator when the level is entered; null for nothing. Exceptions are logged and go no further.</param>
    /// <param name="onLeft">Called by the evaluator when the level is left; null for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is 0 or less.</exception>
    public BudgetLevel(string name, Ratio spentFrom, Action<ObjectiveChange>? onEntered = null, Action<ObjectiveChange>? onLeft = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (spentFrom <= Ratio.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(spentFrom), spentFrom, $"The level '{name}' holds from a spent share of more than 0, but {spentFrom} is given.");
        }

        Name = name;
        SpentFrom = spentFrom;
        OnEntered = onEntered;
        OnLeft = onLeft;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>The spent share from which it holds.</summary>
    public Ratio SpentFrom { get; }

    /// <summary>Called by the evaluator when the level is entered.</summary>
    public Action<ObjectiveChange>? OnEntered { get; }

    /// <summary>Called by the evaluator when the level is left.</summary>
    public Action<ObjectiveChange>? OnLeft { get; }
}
