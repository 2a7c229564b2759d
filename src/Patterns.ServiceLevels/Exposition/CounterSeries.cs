using System.Text;

namespace Patterns.ServiceLevels.Exposition;

/// <summary>The last values of counters by their labels; tells what is new, each counter with its own restarts.</summary>
internal sealed class CounterSeries(int maxSeries)
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);

    public int Count => _values.Count;

    public long Resets { get; private set; }

    public long Refused { get; private set; }

    /// <summary>What is new since the last value of the same series; null for the first, for what is no count, and for a series beyond the limit.</summary>
    public double? Increase(PrometheusSample sample)
    {
        if (!(sample.Value is >= 0 and <= long.MaxValue))
        {
            return null;
        }

        var key = Key(sample);
        if (!_values.TryGetValue(key, out var before))
        {
            if (_values.Count == maxSeries)
            {
                Refused++;
                return null;
            }

            _values.Add(key, sample.Value);
            return null;
        }

        _values[key] = sample.Value;
        if (sample.Value >= before)
        {
            return sample.Value - before;
        }

        Resets++;
        return sample.Value;
    }

    private static string Key(PrometheusSample sample)
    {
        var key = new StringBuilder(sample.Name);
        foreach (var (name, value) in sample.Labels.OrderBy(static label => label.Key, StringComparer.Ordinal))
        {
            key.Append('\u0001').Append(name).Append('\u0002').Append(value);
        }

        return key.ToString();
    }
}
