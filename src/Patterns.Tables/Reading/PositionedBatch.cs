using Patterns.Columnar;

namespace Patterns.Tables.Reading;

/// <summary>Consecutive rows of a data file, deleted ones included.</summary>
/// <param name="Rows">The rows in columns of the table.</param>
/// <param name="FirstRow">0-based position of the first of them in the file.</param>
internal readonly record struct PositionedBatch(ColumnBatch Rows, long FirstRow);
