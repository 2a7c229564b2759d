using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>Brings batches of one schema into the columns of a table: the same names in any order, types equal or widened without loss.</summary>
internal sealed class BatchConformer
{
    private readonly Schema _target;
    private readonly int[] _sources;
    private readonly BoundExpression?[] _casts;

    private BatchConformer(Schema target, int[] sources, BoundExpression?[] casts)
    {
        _target = target;
        _sources = sources;
        _casts = casts;
    }

    /// <summary>Prepares the way from one schema to another.</summary>
    /// <exception cref="SchemaMismatchException">A column is missing, unknown, or of a type that cannot be widened.</exception>
    public static BatchConformer Create(Schema target, Schema given, string tablePath)
    {
        var sources = new int[target.Count];
        var casts = new BoundExpression?[target.Count];
        for (var index = 0; index < target.Count; index++)
        {
            var field = target[index];
            sources[index] = given.IndexOf(field.Name);
            if (sources[index] < 0 || !Fits(given[sources[index]].Type, field.Type))
            {
                throw new SchemaMismatchException(tablePath, target, given);
            }

            if (!given[sources[index]].Type.Equals(field.Type))
            {
                casts[index] = Expression.Cast(Expression.Column(field.Name), field.Type).Bind(given);
            }
        }

        return given.Count == target.Count
            ? new BatchConformer(target, sources, casts)
            : throw new SchemaMismatchException(tablePath, target, given);
    }

    /// <summary>The rows in the columns of the table. The caller owns the result and keeps the batch.</summary>
    public ColumnBatch Conform(ColumnBatch batch)
        => new(_target, batch.RowCount, [.. _sources.Select((source, index) => _casts[index]?.Evaluate(batch) ?? batch.Columns[source].Share())]);

    private static bool Fits(DataType given, DataType target) => given.Equals(target) || given.CanWidenTo(target);
}
