namespace Patterns.Columnar;

/// <summary>
/// Says how <see cref="RowBinder{T}"/> binds a property. On a positional record it may stand on the parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ColumnAttribute : Attribute
{
    /// <summary>Keeps the name that <see cref="RowBinderOptions.Naming"/> gives.</summary>
    public ColumnAttribute()
    {
    }

    /// <summary>Names the column.</summary>
    /// <param name="name">Exact name of the column, or of the struct field in a nested type; not empty.</param>
    public ColumnAttribute(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>Exact name of the column; null leaves it to <see cref="RowBinderOptions.Naming"/>.</summary>
    public string? Name { get; }

    /// <summary>True leaves the property out: it is neither written nor read. Default false.</summary>
    public bool Ignore { get; init; }

    /// <summary>What the column holds for an enum property; unset means <see cref="RowBinderOptions.Enums"/>.</summary>
    public EnumStorage EnumAs
    {
        get => DeclaredEnumAs.GetValueOrDefault();
        init => DeclaredEnumAs = value;
    }

    internal EnumStorage? DeclaredEnumAs { get; private init; }
}
