using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Binding;

/// <summary>Finds columns and fields by name: the exact name first, then a name that differs in case only, if there is just one.</summary>
internal sealed class ColumnBinder(Schema schema)
{
    private readonly Dictionary<string, ColumnNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>The columns that were asked for, as 0-based positions in the schema.</summary>
    public SortedSet<int> Used { get; } = [];

    public BoundNode Bind(ColumnExpression column)
    {
        var index = Find(column, schema.Fields, column.Path[0], "column");
        Used.Add(index);
        var field = schema[index];
        var name = field.Name;
        var type = field.Type;
        var nullable = field.Nullable;
        var fieldPath = new List<int>();
        for (; fieldPath.Count + 1 < column.Path.Count && type is StructType { Fields: var fields }; type = field.Type)
        {
            fieldPath.Add(Find(column, fields, column.Path[fieldPath.Count + 1], "field"));
            field = fields[fieldPath[^1]];
            name = $"{name}.{field.Name}";
            nullable |= field.Nullable;
        }

        var key = $"{index}.{string.Join('.', fieldPath)}";
        if (!_nodes.TryGetValue(key, out var node))
        {
            _nodes.Add(key, node = new ColumnNode(type, nullable, name, index, [.. fieldPath]));
        }

        // Names behind a list or a map are no columns of their own.
        return column.Path.Skip(fieldPath.Count + 1).Aggregate((BoundNode)node, (operand, part) => FieldBinder.Bind(column, operand, part));
    }

    public static int Find(Expression part, IReadOnlyList<Field> fields, string name, string what)
    {
        var similar = new List<int>();
        for (var index = 0; index < fields.Count; index++)
        {
            if (string.Equals(fields[index].Name, name, StringComparison.Ordinal))
            {
                return index;
            }

            if (string.Equals(fields[index].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                similar.Add(index);
            }
        }

        return similar.Count switch
        {
            1 => similar[0],
            0 => throw new ExpressionTypeException(part, $"there is no {what} '{name}'. There is: {List(fields.Select(static field => field.Name))}."),
            _ => throw new ExpressionTypeException(
                part, $"the {what} '{name}' could be any of {List(similar.Select(index => fields[index].Name))}; write its name in the same case."),
        };
    }

    private static string List(IEnumerable<string> names)
    {
        const int MaxShown = 50;
        var all = names.ToList();
        return all.Count <= MaxShown ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MaxShown))} and {all.Count - MaxShown} more";
    }
}
