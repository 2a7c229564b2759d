using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Reading;

/// <summary>
/// What the columns of a table are in one of its data files: partition columns stand in the log, columns that were added later are null, and
/// numbers that were widened later are converted.
/// </summary>
/// <param name="table">Columns of the table.</param>
/// <param name="file">The file in the log.</param>
/// <param name="found">Columns in the file.</param>
/// <param name="path">Path of the file, for errors.</param>
internal sealed class FileColumns(Schema table, AddFile file, Schema found, string path)
{
    /// <summary>The columns in the file.</summary>
    public Schema Found { get; } = found;

    /// <summary>The expression over the file that gives a column of the table.</summary>
    /// <exception cref="DataFileMismatchException">The column of the file does not fit the table.</exception>
    public Expression ValueOf(string column)
    {
        var field = table[column];
        if (file.PartitionValues.TryGetValue(column, out var text))
        {
            return Expression.Cast(Expression.Literal(PartitionValue.Parse(text, field, path)), field.Type);
        }

        if (Found.IndexOf(column) < 0)
        {
            return Expression.Cast(Expression.Null, field.Type);
        }

        var type = Found[column].Type;
        return NestedTypes.AreAlike(type, field.Type) ? Expression.Column(column)
            : type.CanWidenTo(field.Type) ? Expression.Cast(Expression.Column(column), field.Type)
            : throw new DataFileMismatchException(path, field, type);
    }

    /// <summary>An expression over the table, said over the file.</summary>
    public Expression Translate(Expression expression) => expression.Rewrite(part => part is ColumnExpression column ? TranslateColumn(column) : part);

    private Expression TranslateColumn(ColumnExpression column)
    {
        var value = ValueOf(column.Path[0]);
        return value is ColumnExpression ? column : column.Path.Skip(1).Aggregate(value, Expression.Field);
    }
}
