using System.Text;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Lake.Tests;

/// <summary>A lake in memory with a few files.</summary>
internal sealed class TestLake
{
    public MemoryObjectStore Store { get; } = new();

    public static async Task<LakeDataset> OpenAsync(string text, string path = "data.csv", OpenOptions? options = null)
    {
        var lake = new TestLake();
        await lake.PutAsync(path, text);
        return await lake.OpenAsync(path, options);
    }

    public static async Task<LakeDataset> OpenSharedAsync(string path, OpenOptions? options = null)
    {
        var file = Patterns.Testing.SharedFiles.Path(path);
        return await new LakeReader(new FileObjectStore(Path.GetDirectoryName(file)!)).OpenAsync(Path.GetFileName(file), options);
    }

    public Task PutAsync(string path, string text) => Store.PutAsync(path, Encoding.UTF8.GetBytes(text));

    public Task PutAsync(string path, byte[] bytes) => Store.PutAsync(path, bytes);

    public Task<LakeDataset> OpenAsync(string pattern, OpenOptions? options = null, LakeOptions? lakeOptions = null)
        => new LakeReader(Store, lakeOptions).OpenAsync(pattern, options);

    /// <summary>The type of every column, by name.</summary>
    public static string Types(LakeDataset dataset) => dataset.Schema.Schema.ToString();

    /// <summary>Every row as objects.</summary>
    public static async Task<List<object?[]>> RowsAsync(LakeDataset dataset, ReadReport? report = null)
    {
        var rows = new List<object?[]>();
        await foreach (var batch in dataset.ReadBatchesAsync(report))
        {
            using (batch)
            {
                rows.AddRange(Rows(batch));
            }
        }

        return rows;
    }

    public static IEnumerable<object?[]> Rows(ColumnBatch batch)
        => Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns.Select(column => column.GetValue(row)).ToArray());
}
