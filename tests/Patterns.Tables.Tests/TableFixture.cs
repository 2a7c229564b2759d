using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Tests;

/// <summary>What most tests of tables need.</summary>
internal static class TableFixture
{
    public static TableStore Store(IObjectStore objects, int seed = 1, TableStoreOptions? options = null)
        => new(objects, options, TimeProvider.System, new Random(seed), NullLogger<TableStore>.Instance);

    /// <summary>All rows in the order of the table.</summary>
    public static async Task<List<T>> RowsAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(this Table table, Expression? filter = null)
    {
        var binder = new RowBinder<T>();
        var rows = new List<T>();
        await foreach (var batch in table.ReadBatchesAsync(filter: filter))
        {
            using (batch)
            {
                rows.AddRange(binder.Read(batch));
            }
        }

        return rows;
    }

    /// <summary>The objects of a store, without the checksums beside commits, on which nothing depends.</summary>
    public static async Task<List<string>> PathsAsync(this IObjectStore store, string prefix = "")
    {
        var paths = new List<string>();
        await foreach (var entry in store.ListAsync(prefix))
        {
            if (!entry.Path.EndsWith(".crc", StringComparison.Ordinal))
            {
                paths.Add(entry.Path);
            }
        }

        return paths;
    }
}
