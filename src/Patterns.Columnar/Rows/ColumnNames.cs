using System.Text;
using System.Text.Json;

namespace Patterns.Columnar.Rows;

/// <summary>Makes a column's name from a property's name.</summary>
internal static class ColumnNames
{
    public static string From(string propertyName, ColumnNaming naming) => naming switch
    {
        ColumnNaming.SnakeCase => ToSnakeCase(propertyName),
        ColumnNaming.CamelCase => JsonNamingPolicy.CamelCase.ConvertName(propertyName),
        _ => propertyName,
    };

    private static string ToSnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        for (var index = 0; index < name.Length; index++)
        {
            if (index > 0 && StartsWord(name, index) && result[^1] != '_')
            {
                result.Append('_');
            }

            result.Append(char.ToLowerInvariant(name[index]));
        }

        return result.ToString();
    }

    private static bool StartsWord(string name, int index)
        => char.IsUpper(name[index])
            && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1])));
}
