using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Patterns.Columnar.Rows;

/// <summary>The properties of a row type that are columns, and the constructor that makes rows from them.</summary>
/// <remarks>
/// A column is a public property that can be read, and that can be set or is a parameter of the constructor. Computed properties are not
/// columns. The constructor is the public one whose parameters are all named like properties and that has the most of them.
/// </remarks>
internal sealed class RowShape
{
    public const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicConstructors;

    private RowShape(Type type, ConstructorInfo? constructor, IReadOnlyList<RowProperty> properties)
    {
        Type = type;
        Constructor = constructor;
        Properties = properties;
    }

    public Type Type { get; }

    /// <summary>Null for a value type made by default, and for a type that can only be written.</summary>
    public ConstructorInfo? Constructor { get; }

    /// <summary>Whether rows can be made.</summary>
    public bool IsConstructible => Constructor is not null || Type.IsValueType;

    public IReadOnlyList<RowProperty> Properties { get; }

    public static RowShape Of([DynamicallyAccessedMembers(Members)] Type type, RowBinderOptions options)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(static property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .OrderBy(static property => Depth(property.DeclaringType))
            .ToArray();
        var constructor = FindConstructor(type, properties);
        var parameters = constructor?.GetParameters() ?? [];
        var nullability = new NullabilityInfoContext();
        var columns = new List<RowProperty>();
        foreach (var property in properties)
        {
            var parameter = Array.Find(parameters, parameter => SetsProperty(parameter, property));
            var declared = Declared<ColumnAttribute>(property, parameter);
            if (declared?.Ignore != true && (parameter is not null || property.SetMethod is { IsPublic: true } || !CanConstruct(type, constructor)))
            {
                var value = new RowValue(
                    property.PropertyType,
                    nullability.Create(property),
                    Declared<DecimalAttribute>(property, parameter)?.Type ?? options.Decimals,
                    declared?.DeclaredEnumAs ?? options.Enums,
                    $"{type.Name}.{property.Name}");
                columns.Add(new RowProperty(property, declared?.Name ?? ColumnNames.From(property.Name, options.Naming), parameter, value));
            }
        }

        RequireColumns(type, columns);
        return new RowShape(type, constructor, columns);
    }

    private static bool CanConstruct(Type type, ConstructorInfo? constructor) => constructor is not null || type.IsValueType;

    private static ConstructorInfo? FindConstructor([DynamicallyAccessedMembers(Members)] Type type, PropertyInfo[] properties)
        => type.IsAbstract
            ? null
            : type.GetConstructors()
                .Where(candidate => candidate.GetParameters().All(parameter => Array.Exists(properties, property => SetsProperty(parameter, property))))
                .MaxBy(static candidate => candidate.GetParameters().Length);

    private static bool SetsProperty(ParameterInfo parameter, PropertyInfo property)
        => parameter.ParameterType == property.PropertyType && string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase);

    private static TAttribute? Declared<TAttribute>(PropertyInfo property, ParameterInfo? parameter)
        where TAttribute : Attribute
        => property.GetCustomAttribute<TAttribute>() ?? parameter?.GetCustomAttribute<TAttribute>();

    private static int Depth(Type? type)
    {
        var depth = 0;
        for (; type is not null; type = type.BaseType)
        {
            depth++;
        }

        return depth;
    }

    private static void RequireColumns(Type type, List<RowProperty> columns)
    {
        if (columns.Count == 0)
        {
            throw new ArgumentException(
                $"{type} has no public property that could be a column. Give it properties that can be set, or a primary constructor; in a trimmed application, keep its public members.");
        }

        var twice = columns.GroupBy(static column => column.Column, StringComparer.Ordinal).FirstOrDefault(static group => group.Count() > 1);
        if (twice is not null)
        {
            throw new ArgumentException(
                $"{string.Join(" and ", twice.Select(static column => column.Value.Path))} are both column '{twice.Key}'. Name one of them with [Column(\"…\")].");
        }
    }
}
