using System.Collections.Concurrent;

namespace Patterns.ServiceLevels;

/// <summary>
/// One indicator per value of a label, such as per customer or per route, up to a bound. What comes beyond the bound is counted together in
/// <see cref="Overflow"/>, so that a hostile or careless label costs neither memory nor events. Safe for use by several threads at once.
/// </summary>
public sealed class IndicatorGroup
{
    /// <summary>Longer values go to <see cref="Overflow"/>.</summary>
    public const int MaxValueLength = 200;

    private readonly ConcurrentDictionary<string, Indicator> _members = new(StringComparer.Ordinal);
    private readonly IndicatorOptions? _options;
    private int _reserved;

    /// <summary>Creates a group.</summary>
    /// <param name="name">Name of the group.</param>
    /// <param name="label">Name of the label.</param>
    /// <param name="maxMembers">The bound: 1 to 100,000 values.</param>
    /// <param name="options">What each indicator is and how long it remembers; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is out of its range.</exception>
    public IndicatorGroup(string name, string label, int maxMembers = 100, IndicatorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(label);
        if (maxMembers is < 1 or > 100_000)
        {
            throw new ArgumentOutOfRangeException(nameof(maxMembers), maxMembers, "A group has 1 to 100,000 members.");
        }

        Name = name;
        Label = label;
        MaxMembers = maxMembers;
        _options = options;
        Overflow = new Indicator($"{name}/overflow", options);
    }

    /// <summary>Name of the group.</summary>
    public string Name { get; }

    /// <summary>Name of the label.</summary>
    public string Label { get; }

    /// <summary>The bound.</summary>
    public int MaxMembers { get; }

    /// <summary>Counts what belongs to values beyond the bound.</summary>
    public Indicator Overflow { get; }

    /// <summary>The values that have an indicator of their own, with it.</summary>
    public IReadOnlyDictionary<string, Indicator> Members => _members;

    /// <summary>Raised once for every new member, on the thread that first names its value.</summary>
    public event EventHandler<Indicator>? MemberAdded;

    /// <summary>The indicator of a value; <see cref="Overflow"/> when the bound is reached or the value is too long.</summary>
    /// <param name="value">Value of the label.</param>
    public Indicator this[string value]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(value);
            return _members.TryGetValue(value, out var member) ? member : Add(value);
        }
    }

    private Indicator Add(string value)
    {
        if (value.Length > MaxValueLength || Volatile.Read(ref _reserved) >= MaxMembers)
        {
            return Overflow;
        }

        if (Interlocked.Increment(ref _reserved) > MaxMembers)
        {
            Interlocked.Decrement(ref _reserved);
            return Overflow;
        }

        var created = new Indicator($"{Name}/{Label}={Uri.EscapeDataString(value)}", _options);
        if (_members.TryAdd(value, created))
        {
            MemberAdded?.Invoke(this, created);
            return created;
        }

        Interlocked.Decrement(ref _reserved);
        return _members[value];
    }
}
