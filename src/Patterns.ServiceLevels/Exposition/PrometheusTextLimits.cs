namespace Patterns.ServiceLevels;

/// <summary>How large text from outside may be. What is larger is refused with <see cref="ExpositionFormatException"/>.</summary>
public sealed class PrometheusTextLimits
{
    /// <summary>Characters of the whole text: 1 or more, 64 Mi by default.</summary>
    public int MaxLength { get; set; } = 64 * 1024 * 1024;

    /// <summary>Characters of a line: 1 or more, 64 Ki by default.</summary>
    public int MaxLineLength { get; set; } = 64 * 1024;

    /// <summary>Samples: 1 or more, 1,000,000 by default.</summary>
    public int MaxSamples { get; set; } = 1_000_000;

    /// <summary>Labels of a sample: 1 or more, 64 by default.</summary>
    public int MaxLabels { get; set; } = 64;
}
