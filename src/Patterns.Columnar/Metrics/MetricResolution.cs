using Patterns.Columnar.Expressions.Binding;
using Patterns.Core;

namespace Patterns.Columnar.Metrics;

/// <summary>Checks definitions against the columns of a table.</summary>
internal static class MetricResolution
{
    public static MetricDefinition Resolve(MetricDefinition definition, Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var part = MetricPart.Window;
        try
        {
            if (definition is { Additivity: MetricAdditivity.SemiAdditive, TimeColumn: null })
            {
                throw new MetricDefinitionException(
                    definition.Name, part, "a semi-additive metric needs a time column: over several periods the last one counts, and nothing says which that is.");
            }

            var time = definition.TimeColumn is null ? null : ResolveTime(definition, schema);
            part = MetricPart.Filter;
            var filter = definition.Filter is null ? null : Resolve(definition.Filter, schema);
            part = MetricPart.Expression;
            var resolved = new MetricDefinition(definition.Name, Resolve(definition.Expression, schema), filter)
            {
                TimeColumn = time,
                Unit = definition.Unit,
                Scale = definition.Scale,
                Rounding = definition.Rounding,
                Additivity = definition.Additivity,
                Description = definition.Description,
                Owner = definition.Owner,
            };
            using var aggregation = new MetricAggregation(schema, resolved);
            return resolved;
        }
        catch (ExpressionTypeException exception)
        {
            throw new MetricDefinitionException(definition.Name, part, exception.Message, exception);
        }
    }

    private static string ResolveTime(MetricDefinition definition, Schema schema)
    {
        var field = schema[ColumnBinder.Find(Expression.Column(definition.TimeColumn!), schema.Fields, definition.TimeColumn!, "column")];
        return field.Type.Kind is DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp
            ? field.Name
            : throw new MetricDefinitionException(definition.Name, MetricPart.Window, $"the column '{field.Name}' is {field.Type}, but a date or timestamp is needed.");
    }

    private static Expression Resolve(Expression expression, Schema schema) => expression.Rewrite(part =>
    {
        if (part is not ColumnExpression column)
        {
            return part;
        }

        var names = column.Path.ToArray();
        var field = schema[ColumnBinder.Find(column, schema.Fields, names[0], "column")];
        names[0] = field.Name;
        var type = field.Type;
        for (var depth = 1; depth < names.Length && FieldsOf(type) is { } fields; depth++)
        {
            field = fields[ColumnBinder.Find(column, fields, names[depth], "field")];
            names[depth] = field.Name;
            type = field.Type;
        }

        return Expression.Column(names);
    });

    /// <summary>The fields of a struct, or of every struct in a list; null where a name is the key of a map, whose case matters.</summary>
    private static IReadOnlyList<Field>? FieldsOf(DataType type) => type switch
    {
        StructType structure => structure.Fields,
        ListType list => FieldsOf(list.Element),
        _ => null,
    };
}
