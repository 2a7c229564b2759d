using System.Reflection;

namespace Patterns.Columnar.Rows;

/// <summary>One property of a row type that is a column.</summary>
/// <param name="Info">The property.</param>
/// <param name="Column">Name of the column or struct field.</param>
/// <param name="Parameter">The constructor's parameter that sets it; null when it has a setter.</param>
/// <param name="Value">What it holds.</param>
internal sealed record RowProperty(PropertyInfo Info, string Column, ParameterInfo? Parameter, RowValue Value);
