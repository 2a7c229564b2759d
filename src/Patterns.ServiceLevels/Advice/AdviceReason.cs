namespace Patterns.ServiceLevels;

/// <summary>One consideration behind a target.</summary>
/// <param name="Kind">What it looks at.</param>
/// <param name="Limit">The highest target that it allows; null when it sets no limit.</param>
/// <param name="Text">The reason with its numbers, one or two sentences.</param>
public sealed record AdviceReason(AdviceReasonKind Kind, Target? Limit, string Text)
{
    /// <summary>The reason with its limit.</summary>
    public override string ToString() => Limit is { } limit ? $"{Kind}: at most {limit}. {Text}" : $"{Kind}: {Text}";
}
