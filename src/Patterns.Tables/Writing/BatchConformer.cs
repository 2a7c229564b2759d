using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>
/// Brings batches of one schema into the columns of a table: the same names in any order, types equal or widened without loss, and what is missing
/// made by its default, its generation expression, or null. Safe for use by several threads.
/// </summary>
internal sealed class BatchConformer
{
    private readonly Schema _target;
    private readonly ColumnSource[] _sources;
    private readonly Schema _given;
    private readonly int[] _givenIndexes;

    private BatchConformer(Schema target, ColumnSource[] sources, int[] givenIndexes)
    {
        _target = target;
        _sources = sources;
        _givenIndexes = givenIndexes;
        _given = new Schema([.. givenIndexes.Select(index => target[index])]);
    }

    /// <summary>Prepares the way from one schema to another.</summary>
    /// <exception cref="SchemaMismatchException">A column is missing that is needed, unknown, or of a type that cannot be widened.</exception>
    /// <exception cref="UnsupportedTableException">A default or generation expression that is needed is not understood.</exception>
    public static BatchConformer Create(Schema target, Schema given, string tablePath)
    {
        if (given.Fields.Any(field => target.IndexOf(field.Name) < 0) || !target.Fields.All(field => CanFill(field, given)))
        {
            throw new SchemaMismatchException(tablePath, target, given);
        }

        int[] known = [.. Enumerable.Range(0, target.Count).Where(index => !MissingColumn.IsGenerated(target[index]) || given.IndexOf(target[index].Name) >= 0)];
        var inputs = new Schema([.. known.Select(index => target[index])]);
        var sources = target.Fields.Select(field => given.IndexOf(field.Name) is >= 0 and var index
            ? new ColumnSource(index, ColumnProjection.TryCreate(given[index].Type, field.Type), null)
            : new ColumnSource(-1, null, MissingColumn.Bind(field, inputs, tablePath)));
        return new BatchConformer(target, [.. sources], known);
    }

    /// <summary>The rows in the columns of the table. The caller owns the result and keeps the batch.</summary>
    /// <exception cref="ExpressionEvaluationException">A generated column cannot be computed for a row.</exception>
    public ColumnBatch Conform(ColumnBatch batch)
    {
        var columns = new Column?[_target.Count];
        try
        {
            foreach (var index in _givenIndexes)
            {
                columns[index] = _sources[index].Take(batch);
            }

            if (_givenIndexes.Length < columns.Length)
            {
                using var inputs = new ColumnBatch(_given, batch.RowCount, [.. _givenIndexes.Select(index => columns[index]!.Share())]);
                for (var index = 0; index < columns.Length; index++)
                {
                    columns[index] ??= _sources[index].Take(inputs);
                }
            }

            return new ColumnBatch(_target, batch.RowCount, columns!);
        }
        catch
        {
            Array.ForEach(columns, static column => column?.Dispose());
            throw;
        }
    }

    private static bool CanFill(Field field, Schema given)
        => given.IndexOf(field.Name) is >= 0 and var index ? Fits(given[index].Type, field.Type) : field.Nullable || MissingColumn.HasValue(field);

    /// <summary>Whether values of a type go into a column without a loss: nested ones field by field, those that are missing being null.</summary>
    private static bool Fits(DataType given, DataType target) => (given, target) switch
    {
        (StructType from, StructType to) => from.Fields.All(field => to.IndexOf(field.Name) >= 0)
            && to.Fields.All(field => from.IndexOf(field.Name) is >= 0 and var index ? Fits(from.Fields[index].Type, field.Type) : field.Nullable),
        (ListType from, ListType to) => Fits(from.Element, to.Element),
        (MapType from, MapType to) => Fits(from.Key, to.Key) && Fits(from.Value, to.Value),
        _ => given.Equals(target) || given.CanWidenTo(target),
    };
}
