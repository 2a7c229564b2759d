namespace Patterns.ServiceLevels;

/// <summary>A condition on a label. Immutable.</summary>
/// <param name="Label">Name of the label.</param>
/// <param name="Kind">How it is compared.</param>
/// <param name="Text">What it is compared with.</param>
public sealed record LabelMatch(string Label, LabelMatchKind Kind, string Text)
{
    /// <summary>Whether a sample fulfils it.</summary>
    /// <param name="sample">The sample.</param>
    public bool Matches(PrometheusSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var value = sample.Label(Label) ?? string.Empty;
        return Kind switch
        {
            LabelMatchKind.Equal => value == Text,
            LabelMatchKind.NotEqual => value != Text,
            LabelMatchKind.StartsWith => value.StartsWith(Text, StringComparison.Ordinal),
            _ => !value.StartsWith(Text, StringComparison.Ordinal),
        };
    }
}
