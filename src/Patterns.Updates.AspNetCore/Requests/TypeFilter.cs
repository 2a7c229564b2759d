namespace Patterns.Updates.AspNetCore.Requests;

/// <summary>The types that a reader wants. Equal filters share their encoded events.</summary>
internal sealed class TypeFilter : IEquatable<TypeFilter>
{
    /// <summary>Most types that one request may name.</summary>
    public const int MaxTypes = 32;

    /// <summary>The longest type, in characters.</summary>
    public const int MaxTypeLength = 256;

    private readonly string _key;

    private TypeFilter(string[] types)
    {
        Types = types.Length == 0 ? null : types.ToHashSet(StringComparer.Ordinal);
        _key = string.Join(',', types);
    }

    /// <summary>Everything, updates without a type included.</summary>
    public static TypeFilter All { get; } = new([]);

    /// <summary>True when nothing is left out.</summary>
    public bool IsAll => Types is null;

    /// <summary>The types; null for all.</summary>
    public IReadOnlySet<string>? Types { get; }

    /// <summary>Reads <c>types=</c>: names between commas.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Parse(string? text, out TypeFilter filter)
    {
        filter = All;
        if (text is null)
        {
            return null;
        }

        var types = text.Split(',', StringSplitOptions.TrimEntries);
        if (types.Length > MaxTypes)
        {
            return $"types names {types.Length} types, but at most {MaxTypes} may be named.";
        }

        if (Array.Find(types, static type => type.Length is 0 or > MaxTypeLength) is { } bad)
        {
            return bad.Length == 0
                ? "types has an empty name. Write names between commas, as in types=order.paid,order.shipped."
                : $"types has a name of {bad.Length} characters, but a type has at most {MaxTypeLength}.";
        }

        filter = new TypeFilter([.. types.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
        return null;
    }

    /// <summary>Whether an update of this type is wanted; null is an update without a type.</summary>
    public bool Matches(string? type) => Types is null || (type is not null && Types.Contains(type));

    public bool Equals(TypeFilter? other) => other is not null && other._key == _key;

    public override bool Equals(object? obj) => Equals(obj as TypeFilter);

    public override int GetHashCode() => _key.GetHashCode(StringComparison.Ordinal);
}
