using Patterns.ServiceLevels.Exposition;

namespace Patterns.ServiceLevels;

/// <summary>Reads Prometheus's text exposition format, version 0.0.4, from any source, trusted or not.</summary>
public static class PrometheusText
{
    /// <summary>Reads all samples. Comments, types and help are passed over.</summary>
    /// <param name="text">The text, lines ended by a line feed.</param>
    /// <param name="limits">How large it may be; null for the defaults.</param>
    /// <returns>The samples, in order.</returns>
    /// <exception cref="ExpositionFormatException">The text is not in the format, or is too large.</exception>
    public static IReadOnlyList<PrometheusSample> Read(string text, PrometheusTextLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        limits ??= new PrometheusTextLimits();
        if (text.Length > limits.MaxLength)
        {
            throw new ExpositionFormatException(1, $"the text has {text.Length} characters, and {limits.MaxLength} are allowed");
        }

        var samples = new List<PrometheusSample>();
        var lineNumber = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            lineNumber++;
            var line = text.AsSpan(range).Trim(" \t\r");
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (line.Length > limits.MaxLineLength)
            {
                throw new ExpositionFormatException(lineNumber, $"it has {line.Length} characters, and {limits.MaxLineLength} are allowed");
            }

            if (samples.Count == limits.MaxSamples)
            {
                throw new ExpositionFormatException(lineNumber, $"there are more than {limits.MaxSamples} samples");
            }

            samples.Add(new SampleLine(line, lineNumber, limits.MaxLabels).Read());
        }

        return samples;
    }
}
