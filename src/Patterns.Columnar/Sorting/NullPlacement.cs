namespace Patterns.Columnar;

/// <summary>Where rows stand whose value is null.</summary>
public enum NullPlacement
{
    /// <summary>Before all values.</summary>
    First,

    /// <summary>Behind all values.</summary>
    Last,
}
