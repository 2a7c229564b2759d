using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake;
using Patterns.Tables;

namespace DataPlatform.Pipeline;

/// <summary>
/// Loads the rows of a dataset into its table and the rows set aside into its quarantine, file by file, each exactly once: the path of the
/// file is the source of the append, so doing it again changes nothing.
/// </summary>
internal sealed class LoadStep(TableStore tables, IReadOnlyDictionary<string, TableRules> rules)
{
    private const string QuarantineFolder = "quarantine";

    /// <summary>The table with the rows that were set aside, which is there when there are any.</summary>
    public static string QuarantineOf(string dataset) => $"{QuarantineFolder}/{dataset}";

    /// <summary>Loads what is not loaded yet.</summary>
    /// <returns>The table, and the number of files that were new to it.</returns>
    public async Task<LoadResult> LoadAsync(LakeDataset dataset, CancellationToken cancellationToken)
    {
        var shape = new TableShape(dataset.BatchSchema);
        var table = await OpenOrCreateAsync(dataset.Name, shape.Schema, cancellationToken);
        var newFiles = 0;
        foreach (var file in dataset.Files)
        {
            await QuarantineAsync(dataset, file, cancellationToken);
            var result = await table.AppendAsync(ReadAsync(dataset, file, shape, cancellationToken), Once(file), cancellationToken);
            newFiles += result.AlreadyApplied ? 0 : 1;
        }

        return new LoadResult(table, shape, newFiles);
    }

    // A later file may bring columns, or fields of nested columns, that those before it did not have.
    private static AppendOptions Once(LakeFile file) => new() { Source = file.Path, Sequence = 0, MergeSchema = true };

    /// <summary>The table of a dataset, with what is declared of it.</summary>
    private async Task<Table> OpenOrCreateAsync(string path, Schema schema, CancellationToken cancellationToken)
    {
        var declared = rules.GetValueOrDefault(path) ?? TableRules.For(schema);
        if (!await tables.ExistsAsync(path, cancellationToken))
        {
            return await tables.CreateAsync(path, schema, table => declared.Declare(table.Describe($"Rows of the dataset {path}")), cancellationToken);
        }

        var table = await tables.OpenAsync(path, cancellationToken);
        await declared.UpdateAsync(table, cancellationToken);
        return table;
    }

    private static async IAsyncEnumerable<ColumnBatch> ReadAsync(
        LakeDataset dataset, LakeFile file, TableShape shape, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in dataset.ReadBatchesAsync(file, cancellationToken: cancellationToken))
        {
            yield return shape.Conform(batch);
        }
    }

    private async Task QuarantineAsync(LakeDataset dataset, LakeFile file, CancellationToken cancellationToken)
    {
        if (file.MalformedRowCount > 0)
        {
            var path = QuarantineOf(dataset.Name);
            var table = await tables.ExistsAsync(path, cancellationToken)
                ? await tables.OpenAsync<QuarantinedRow>(path, cancellationToken)
                : await tables.CreateAsync<QuarantinedRow>(path, cancellationToken: cancellationToken);
            await table.AppendAsync(SetAsideAsync(dataset, file, cancellationToken), Once(file), cancellationToken);
        }
    }

    // Whether a row is well formed does not depend on the columns that are read, so reading none of them finds the same rows.
    private static async IAsyncEnumerable<QuarantinedRow> SetAsideAsync(
        LakeDataset dataset, LakeFile file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = new Queue<SetAsideRow>();
        await foreach (var batch in dataset.Select().ReadBatchesAsync(file, new ReadReport(rows.Enqueue), cancellationToken))
        {
            batch.Dispose();
            while (rows.TryDequeue(out var row))
            {
                yield return Quarantined(row);
            }
        }

        foreach (var row in rows)
        {
            yield return Quarantined(row);
        }
    }

    private static QuarantinedRow Quarantined(SetAsideRow row)
        => new(row.Location.File, row.Location.LineNumber, row.Location.ByteOffset, row.Reason, row.RawText);
}
