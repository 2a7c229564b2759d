using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake;

namespace Quickstart;

/// <summary>What the README of Patterns.Lake shows.</summary>
internal static class LakeSnippets
{
    public static async Task ReadAsync(string folder, Stream stream)
    {
        // begin-snippet: lake-read
        var lake = new LakeReader(new FileObjectStore(folder));

        // Raw, and exactly once: landing the same content again changes nothing.
        await lake.LandAsync("sales/orders", stream, new LandOptions { FileName = "2026-11-22.csv", Source = "erp", Owner = "sales" });

        // Every row of every file decides on the types.
        LakeDataset orders = await lake.OpenAsync("sales/orders/**");
        Console.WriteLine(orders.Schema.Explain());

        // As objects, and what could not be read with its place and reason.
        var report = new ReadReport();
        await foreach (Order order in orders.Where("country = 'NL'").ReadAsync<Order>(report))
        {
            Console.WriteLine(order);
        }

        Console.WriteLine($"{report.RowsRead} rows read = {report.RowsAccepted} accepted + {report.RowsSetAside} set aside");
        foreach (SetAsideRow row in report.SetAsideRows)
        {
            Console.WriteLine($"{row.Location} {row.Reason}: {row.RawText}");
        }

        // As columns: spans of typed values, without an allocation per row.
        await foreach (ColumnBatch batch in orders.Select("amount").ReadBatchesAsync())
        {
            using (batch)
            {
                ReadOnlySpan<double> amounts = batch.Column<double>("amount").Values;
                Console.WriteLine(amounts.Length);
            }
        }
        // end-snippet
    }

    public static async Task TidyAsync(string folder)
    {
        // begin-snippet: lake-tidy
        var lake = new LakeReader(new FileObjectStore(folder));

        await foreach (LandResult result in lake.LandFolderAsync("./exports", source: "erp"))
        {
            Console.WriteLine($"{result.Status}: {result.Message}");          // a second run lands only what is new
        }

        foreach (DatasetListing dataset in await lake.DiscoverAsync())
        {
            Console.WriteLine($"{dataset.Name}: {dataset.Files.Count} files");
        }

        Console.WriteLine(await lake.InspectAsync());                         // duplicates, mislabelled, unreadable, changed files
        // end-snippet
    }

    private sealed record Order(long Id, string Country, double? Amount);
}
