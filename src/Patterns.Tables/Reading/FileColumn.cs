using Patterns.Columnar;

namespace Patterns.Tables.Reading;

/// <summary>What gives the values of a column of the table in one data file.</summary>
/// <param name="Name">The column of the file; null when the file has none.</param>
/// <param name="Projection">How the values of that column become those of the table's.</param>
/// <param name="Constant">The value of every row when the file has no such column.</param>
internal readonly record struct FileColumn(string? Name, ColumnProjection? Projection, Expression? Constant);
