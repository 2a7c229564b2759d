using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Reading;

/// <summary>Reads the rows of a file for which a condition is true.</summary>
internal static class FilteredReading
{
    /// <summary>The batches of a file with the columns asked for; none of them is empty.</summary>
    public static async IAsyncEnumerable<ColumnBatch> ReadAsync(
        DatasetSource source,
        LakeFile file,
        IReadOnlyList<ColumnPlan> columns,
        Expression filter,
        ReadReport report,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var needed = filter.Bind(source.Content.Schema.Schema).Columns;
        var plans = source.Content.Schema.Plans;
        ColumnPlan[] read = [.. columns, .. plans.Where(plan => needed.Contains(plan.Name) && columns.All(column => column.Name != plan.Name))];
        string[] names = [.. columns.Select(static column => column.Name)];
        var bound = filter.Bind(new Schema([.. read.Select(static column => new Field(column.Name, column.Value.Type))]));
        await foreach (var batch in source.ReadAsync(file, read, report, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                var kept = bound.Filter(batch);
                if (kept.RowCount == 0)
                {
                    kept.Dispose();
                }
                else
                {
                    yield return Narrow(kept, names, read.Length);
                }
            }
        }
    }

    private static ColumnBatch Narrow(ColumnBatch batch, string[] names, int columnCount)
    {
        if (names.Length == columnCount)
        {
            return batch;
        }

        using (batch)
        {
            return batch.Select(names);
        }
    }
}
