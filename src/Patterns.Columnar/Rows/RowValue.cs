using System.Reflection;
using Patterns.Core;

namespace Patterns.Columnar.Rows;

/// <summary>The .NET side of a binding: a property, an element of a collection, a key or a value, with all that is declared about it.</summary>
/// <param name="Type">Declared type, with <see cref="Nullable{T}"/> where it is one.</param>
/// <param name="Nullability">What the compiler recorded about null.</param>
/// <param name="Decimals">Declared digits of a decimal, or null.</param>
/// <param name="Enums">What a column holds for an enum.</param>
/// <param name="Path">The property with the types it is declared in, for messages.</param>
internal sealed record RowValue(Type Type, NullabilityInfo Nullability, DecimalType? Decimals, EnumStorage Enums, string Path)
{
    /// <summary>Unannotated code says nothing about null, so null must be expected there.</summary>
    public bool AcceptsNull => Nullability.ReadState != NullabilityState.NotNull;

    /// <summary>The type without <see cref="Nullable{T}"/>.</summary>
    public Type CoreType => Nullable.GetUnderlyingType(Type) ?? Type;

    /// <summary>The element of a collection with its own nullability.</summary>
    public RowValue Element(Type type)
        => this with { Type = type, Nullability = Nullability.ElementType ?? Nullability.GenericTypeArguments[0], Path = Path + "[]" };

    /// <summary>The key or the value of a dictionary with its own nullability.</summary>
    public RowValue Argument(Type type, int index)
        => this with { Type = type, Nullability = Nullability.GenericTypeArguments[index], Path = $"{Path}.{(index == 0 ? "Key" : "Value")}" };
}
