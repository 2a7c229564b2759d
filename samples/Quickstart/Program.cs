using Patterns.Columnar;
using Patterns.Core;
using Patterns.ServiceLevels;
using Quickstart;

// Runs every code block of the READMEs in a folder that is gone afterwards.
var folder = Directory.CreateTempSubdirectory("patterns-quickstart-").FullName;
try
{
    await OrdersProgram.RunAsync(Path.Combine(folder, "orders"));
    await TablesSnippets.CreateAppendAndAskAsync(Path.Combine(folder, "warehouse"));
    await TablesSnippets.ChangeAsync(Path.Combine(folder, "warehouse"));
    await TablesSnippets.LoadOnceAsync(Path.Combine(folder, "warehouse"));
    await TablesSnippets.AskByTextAsync(Path.Combine(folder, "warehouse"));
    await TablesSnippets.SelectAsync(Path.Combine(folder, "warehouse"));
    await MetricSnippets.MeasureAsync(Path.Combine(folder, "warehouse"));
    await SqlSnippets.AskElsewhereAsync(Path.Combine(folder, "warehouse"));
    await TablesSnippets.EvolveAsync(Path.Combine(folder, "warehouse"));
    await TablesSnippets.MaintainAsync(Path.Combine(folder, "warehouse"), TimeProvider.System.GetUtcNow());
    await CoreSnippets.StoreObjectsAsync(Path.Combine(folder, "core"));
    await CoreSnippets.CompareSchemasAsync();
    await CoreSnippets.MeasureTimeAsync();
    await UpdatesSnippets.AppendAndReadAsync(Path.Combine(folder, "feeds"));
    await UpdatesHttpSnippets.ServeAsync([]);
    await UpdatesFollowSnippets.FollowAsync();
    await WebhookSnippets.SendAndReceiveAsync(Path.Combine(folder, "webhooks"));
    await WakeSnippets.WakeAsync();
    WebhookSnippets.Verify(new Dictionary<string, string>(), []);
    ServiceLevelSnippets.Judge(isSuccess: true, TimeProvider.System);
    ServiceLevelSnippets.Declare(new Indicator("requests"));
    ServiceLevelSnippets.Feed(new IndicatorGroup("orders", "customer"), new Indicator("samples"), new Indicator("slow"), "http_requests_total 5\n", new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
    ServiceLevelSnippets.TryOut(new SlotHistory(DateTimeOffset.UnixEpoch, Enumerable.Repeat(new EventCounts(999, 1000), 60)));
    using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
    await ServiceLevelSnippets.RunAsync(new MemoryObjectStore(), TimeProvider.System, stop.Token);
    var store = new MemoryObjectStore();
    await ColumnarSnippets.WriteAndReadParquetAsync(store);
    await using var trips = await ParquetFile.OpenAsync(store, "trips.parquet");
    await foreach (var batch in trips.ReadAsync())
    {
        using (batch)
        {
            ColumnarSnippets.ComputeAndFilter(batch);
            ColumnarSnippets.GroupRows(batch);
            ColumnarSnippets.DefineMetric(batch);
            ColumnarSnippets.JoinCountries(batch);
        }
    }

    await ColumnarSnippets.GroupFileAsync(trips);
    await ColumnarSnippets.SortAsync(trips);
    await ColumnarSnippets.ReadRecordsAsync(store);
}
finally
{
    Directory.Delete(folder, recursive: true);
}
