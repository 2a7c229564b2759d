using Patterns.Benchmarks.Columnar;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake;

namespace Patterns.Benchmarks.Lake;

/// <summary>Opens and reads generated files through the lake's front door.</summary>
internal static class LakeFiles
{
    /// <summary>One file as a dataset, its schema inferred.</summary>
    /// <param name="path">The file.</param>
    /// <param name="types">Types that are known beforehand; null for none.</param>
    public static Task<LakeDataset> OpenAsync(string path, IReadOnlyDictionary<string, DataType>? types = null) =>
        new LakeReader(new FileObjectStore(Path.GetDirectoryName(path)!)).OpenAsync(
            Path.GetFileName(path), new OpenOptions { Types = types ?? new Dictionary<string, DataType>() });

    /// <summary>Reads the dataset and adds its columns up.</summary>
    public static async Task<string> TotalAsync(LakeDataset dataset)
    {
        var totals = new ColumnTotals(dataset.BatchSchema);
        await foreach (ColumnBatch batch in dataset.ReadBatchesAsync())
        {
            using (batch)
            {
                totals.Add(batch);
            }
        }

        return totals.Text;
    }
}
