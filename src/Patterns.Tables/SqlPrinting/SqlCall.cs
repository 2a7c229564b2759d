using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>A call of a function that is to be written.</summary>
/// <param name="Expression">The call.</param>
/// <param name="Arguments">Its arguments, written.</param>
/// <param name="Types">The types of its arguments.</param>
/// <param name="Result">The type of its result.</param>
internal sealed record SqlCall(FunctionExpression Expression, IReadOnlyList<string> Arguments, IReadOnlyList<DataType> Types, DataType Result)
{
    public string this[int index] => Arguments[index];

    public int Count => Arguments.Count;

    /// <summary>All arguments, with commas between them.</summary>
    public string List => string.Join(", ", Arguments);

    /// <summary>A constant argument; null when it is not one.</summary>
    public object? Constant(int index) => index < Expression.Arguments.Count && Expression.Arguments[index] is LiteralExpression literal ? literal.Value : null;

    /// <summary>Whether an argument is a constant whole number of at least a limit.</summary>
    public bool IsAtLeast(int index, int limit) => Constant(index) is int number && number >= limit;

    public bool AllText => Types.All(static type => type.Kind == DataTypeKind.String);
}
