using System.Diagnostics.CodeAnalysis;

namespace Patterns.Columnar.Rows;

/// <summary>Which property types are lists and maps: those that an array, a <see cref="List{T}"/> or a <see cref="Dictionary{TKey, TValue}"/> can be assigned to.</summary>
internal static class RowCollections
{
    private static readonly Type[] ListTypes =
    [
        typeof(List<>), typeof(IList<>), typeof(IReadOnlyList<>), typeof(ICollection<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>),
    ];

    private static readonly Type[] MapTypes = [typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>)];

    /// <summary>Whether rows hold a collection there, and of what. Text and bytes are values, not collections.</summary>
    public static bool IsList(Type type, [NotNullWhen(true)] out Type? element)
    {
        element = type switch
        {
            { IsSZArray: true } when type != typeof(byte[]) => type.GetElementType(),
            { IsGenericType: true } when ListTypes.Contains(type.GetGenericTypeDefinition()) => type.GenericTypeArguments[0],
            _ => null,
        };
        return element is not null;
    }

    /// <summary>Whether rows hold keys with values there, and of what.</summary>
    public static bool IsMap(Type type, [NotNullWhen(true)] out Type? key, [NotNullWhen(true)] out Type? value)
    {
        var isMap = type.IsGenericType && MapTypes.Contains(type.GetGenericTypeDefinition());
        key = isMap ? type.GenericTypeArguments[0] : null;
        value = isMap ? type.GenericTypeArguments[1] : null;
        return isMap;
    }
}
