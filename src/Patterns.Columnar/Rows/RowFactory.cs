using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Rows;

/// <summary>Makes rows from one buffer per property: the constructor takes what it has parameters for, setters take the rest.</summary>
internal static class RowFactory
{
    /// <summary>Compiles the factory; where code cannot be generated, it is interpreted.</summary>
    /// <param name="shape">The row type; constructible.</param>
    /// <param name="bufferTypes">Array type of the buffer of each property.</param>
    /// <returns>Makes the row at a position of the buffers.</returns>
    public static Func<Array[], int, TRow> Compile<[DynamicallyAccessedMembers(RowShape.Members)] TRow>(RowShape shape, IReadOnlyList<Type> bufferTypes)
    {
        var buffers = LinqExpression.Parameter(typeof(Array[]), "buffers");
        var position = LinqExpression.Parameter(typeof(int), "position");
        var values = shape.Properties
            .Select((property, index) => LinqExpression.Convert(
                LinqExpression.ArrayIndex(LinqExpression.Convert(LinqExpression.ArrayIndex(buffers, LinqExpression.Constant(index)), bufferTypes[index]), position),
                property.Info.PropertyType))
            .ToArray();

        var setters = shape.Properties
            .Select((property, index) => (property, value: values[index]))
            .Where(static pair => pair.property.Parameter is null && pair.property.Info.SetMethod is not null)
            .Select(static pair => LinqExpression.Bind(pair.property.Info, pair.value));
        var row = LinqExpression.MemberInit(Construct<TRow>(shape, values), setters);
        return LinqExpression.Lambda<Func<Array[], int, TRow>>(row, buffers, position).Compile();
    }

    private static NewExpression Construct<[DynamicallyAccessedMembers(RowShape.Members)] TRow>(RowShape shape, LinqExpression[] values)
        => shape.Constructor is null
            ? LinqExpression.New(typeof(TRow))
            : LinqExpression.New(shape.Constructor, shape.Constructor.GetParameters().Select(parameter => Argument(shape, parameter, values)));

    private static LinqExpression Argument(RowShape shape, ParameterInfo parameter, LinqExpression[] values)
    {
        var index = shape.Properties.ToList().FindIndex(property => property.Parameter == parameter);
        return index >= 0 ? values[index] : LinqExpression.Default(parameter.ParameterType);
    }
}
