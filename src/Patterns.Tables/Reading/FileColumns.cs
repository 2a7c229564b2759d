using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Reading;

/// <summary>
/// What the columns of a table are in one of its data files: partition columns stand in the log, columns that were added later are null, renamed
/// ones have their first name, and numbers that were widened later are converted.
/// </summary>
/// <param name="table">Columns of the table.</param>
/// <param name="file">The file in the log.</param>
/// <param name="found">Columns in the file.</param>
/// <param name="path">Path of the file, for errors.</param>
internal sealed class FileColumns(TableColumns table, AddFile file, Schema found, string path)
{
    /// <summary>What gives the values of a column of the table.</summary>
    /// <exception cref="DataFileMismatchException">The column of the file does not fit the table.</exception>
    public FileColumn Of(Field field)
    {
        if (file.PartitionValues.TryGetValue(table.Mapping.PhysicalName(field), out var text))
        {
            return new FileColumn(null, null, Expression.Cast(Expression.Literal(PartitionValue.Parse(text, field, path)), field.Type));
        }

        var index = table.Mapping.Find(field, found.Fields);
        if (index < 0)
        {
            return new FileColumn(null, null, NullOf(field.Type));
        }

        var source = found.Fields[index];
        return ColumnProjection.TryCreate(source.Type, field.Type, table.Mapping.Find) is { } projection
            ? new FileColumn(source.Name, projection, null)
            : throw new DataFileMismatchException(path, field, source.Type);
    }

    /// <summary>
    /// An expression over the table, said over the file; null when it cannot be said there, because it looks at a whole nested value that is
    /// arranged otherwise in the file.
    /// </summary>
    public Expression? Translate(Expression expression)
    {
        var isComplete = true;
        var translated = expression.Rewrite(part => part is ColumnExpression column ? TranslateColumn(column, ref isComplete) : part);
        return isComplete ? translated : null;
    }

    private static CastExpression NullOf(DataType type) => Expression.Cast(Expression.Null, type);

    private Expression TranslateColumn(ColumnExpression column, ref bool isComplete)
    {
        var field = table.Schema[column.Path[0]];
        if (Of(field).Constant is { } constant)
        {
            return column.Path.Skip(1).Aggregate(constant, Expression.Field);
        }

        var names = new List<string>();
        var fields = found.Fields;
        foreach (var name in column.Path)
        {
            field = names.Count == 0 ? field : ((StructType)field.Type).Fields[((StructType)field.Type).IndexOf(name)];
            var index = table.Mapping.Find(field, fields);
            if (index < 0)
            {
                return NullOf(TypeOf(column));
            }

            names.Add(fields[index].Name);
            if (names.Count == column.Path.Count)
            {
                return Convert(Expression.Column(names), fields[index].Type, field.Type, ref isComplete);
            }

            fields = ((StructType)fields[index].Type).Fields;
        }

        throw new InvalidOperationException($"{column} has no name.");
    }

    private static Expression Convert(Expression value, DataType from, DataType to, ref bool isComplete)
    {
        isComplete &= from.Equals(to) || !from.IsNested;
        return from.Equals(to) || from.IsNested ? value : Expression.Cast(value, to);
    }

    private DataType TypeOf(ColumnExpression column) => column.Bind(table.Schema).Type;
}
