using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Reading;

/// <summary>
/// Turns batches of one data file into columns of the table: partition columns stand in the log, columns that were added later are null, and
/// numbers that were widened later are converted.
/// </summary>
internal sealed class FileProjection
{
    private readonly BoundExpression?[] _computed;
    private readonly int[] _sources;

    private FileProjection(IReadOnlyList<string> fileColumns, BoundExpression?[] computed, int[] sources, Schema schema)
    {
        FileColumns = fileColumns;
        _computed = computed;
        _sources = sources;
        Schema = schema;
    }

    /// <summary>The columns to read from the file.</summary>
    public IReadOnlyList<string> FileColumns { get; }

    /// <summary>The columns of the table; nested types as nullable as the file has them.</summary>
    public Schema Schema { get; }

    /// <summary>Prepares the projection.</summary>
    /// <param name="wanted">Columns of the table.</param>
    /// <param name="file">The file in the log.</param>
    /// <param name="found">Columns in the file.</param>
    /// <param name="path">Path of the file, for errors.</param>
    /// <exception cref="DataFileMismatchException">A column of the file does not fit the table.</exception>
    public static FileProjection Create(Schema wanted, AddFile file, Schema found, string path)
    {
        string[] fileColumns = [.. wanted.Fields.Select(static field => field.Name).Where(name => !file.PartitionValues.ContainsKey(name) && found.IndexOf(name) >= 0)];
        var source = found.Select(fileColumns);
        var computed = new BoundExpression?[wanted.Count];
        var sources = new int[wanted.Count];
        var fields = new Field[wanted.Count];
        for (var index = 0; index < wanted.Count; index++)
        {
            var field = wanted[index];
            sources[index] = source.IndexOf(field.Name);
            computed[index] = Compute(field, file, source, path)?.Bind(source);
            fields[index] = field.WithType(computed[index]?.Type ?? source[sources[index]].Type);
        }

        return new FileProjection(fileColumns, computed, sources, new Schema(fields));
    }

    /// <summary>The rows in the columns of the table.</summary>
    /// <param name="batch">Rows of the file; stays the caller's.</param>
    public ColumnBatch Apply(ColumnBatch batch)
        => new(Schema, batch.RowCount, [.. _sources.Select((source, index) => _computed[index]?.Evaluate(batch) ?? batch.Columns[source].Share())]);

    /// <summary>Whether a column of the table is a column of the file, unchanged.</summary>
    public bool IsUnchanged(string column) => Schema.IndexOf(column) is >= 0 and var index && _computed[index] is null;

    /// <summary>The expression that gives a column, or null when the file's column is taken as it is.</summary>
    private static CastExpression? Compute(Field field, AddFile file, Schema source, string path)
    {
        if (file.PartitionValues.TryGetValue(field.Name, out var text))
        {
            return Expression.Cast(Expression.Literal(PartitionValue.Parse(text, field, path)), field.Type);
        }

        if (source.IndexOf(field.Name) < 0)
        {
            return Expression.Cast(Expression.Null, field.Type);
        }

        var found = source[field.Name].Type;
        if (found.Equals(field.Type) || NestedTypes.AreAlike(found, field.Type))
        {
            return null;
        }

        return found.CanWidenTo(field.Type)
            ? Expression.Cast(Expression.Column(field.Name), field.Type)
            : throw new DataFileMismatchException(path, field, found);
    }
}
