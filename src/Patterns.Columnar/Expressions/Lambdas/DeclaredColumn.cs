using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>The attribute of a property, which on a positional record may stand on the parameter.</summary>
internal static class DeclaredColumn
{
    [UnconditionalSuppressMessage(
        "Trimming", "IL2075", Justification = "Row types keep their public constructors, because rows are bound through them; without one the attribute is on the property.")]
    public static ColumnAttribute? Of(PropertyInfo property)
        => property.GetCustomAttribute<ColumnAttribute>()
            ?? property.DeclaringType?.GetConstructors()
                .SelectMany(static constructor => constructor.GetParameters())
                .Where(parameter => parameter.ParameterType == property.PropertyType && string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase))
                .Select(static parameter => parameter.GetCustomAttribute<ColumnAttribute>())
                .FirstOrDefault(static attribute => attribute is not null);
}
