namespace Patterns.ServiceLevels;

/// <summary>An object by name, or written out where it is used. Exactly one of the two is there.</summary>
/// <typeparam name="T">The kind of object.</typeparam>
public sealed record OpenSloLink<T>
    where T : OpenSloObject
{
    /// <summary>Names an object.</summary>
    /// <param name="name">Its name in the metadata.</param>
    public OpenSloLink(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>Writes an object out.</summary>
    /// <param name="value">The object.</param>
    public OpenSloLink(T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The name; null when the object is written out.</summary>
    public string? Name { get; }

    /// <summary>The object; null when only its name is there.</summary>
    public T? Value { get; }
}
