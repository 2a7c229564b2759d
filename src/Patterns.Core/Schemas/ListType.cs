namespace Patterns.Core;

/// <summary>An ordered collection of values of one type.</summary>
public sealed class ListType : DataType
{
    internal ListType(DataType element, bool elementNullable)
        : base(DataTypeKind.List)
    {
        ArgumentNullException.ThrowIfNull(element);
        Element = element;
        ElementNullable = elementNullable;
    }

    /// <summary>Type of the elements.</summary>
    public DataType Element { get; }

    /// <summary>Whether an element may be null.</summary>
    public bool ElementNullable { get; }

    /// <inheritdoc/>
    public override bool Equals(DataType? other)
        => other is ListType type && type.ElementNullable == ElementNullable && type.Element.Equals(Element);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Element, ElementNullable);

    /// <inheritdoc/>
    public override string ToString() => $"array<{Element}>";
}
