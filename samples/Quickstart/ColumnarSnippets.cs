using Patterns.Columnar;
using Patterns.Core;

namespace Quickstart;

/// <summary>What the README of Patterns.Columnar shows.</summary>
internal static class ColumnarSnippets
{
    // begin-snippet: columnar-row
    public sealed record Trip(long Id, string City, DateOnly Day, double Kilometres);
    // end-snippet

    public static async Task WriteAndReadParquetAsync(IObjectStore store)
    {
        // begin-snippet: columnar-parquet
        Trip[] trips =
        [
            new(1, "Utrecht", new DateOnly(2026, 3, 1), 12.5),
            new(2, "Berlin", new DateOnly(2026, 3, 1), 4.2),
            new(3, "Utrecht", new DateOnly(2026, 3, 2), 30.1),
        ];

        var binder = new RowBinder<Trip>();                           // columns id, city, day, kilometres
        await using (ObjectWriter file = await store.CreateAsync("trips.parquet"))
        await using (ParquetWriter writer = ParquetWriter.Create(file, binder.Schema))
        {
            using ColumnBatch batch = binder.Write(trips);
            await writer.WriteAsync(batch);
            ParquetWriteSummary summary = await writer.CompleteAsync();
            await file.CompleteAsync();                               // now the file is there, all of it
            Console.WriteLine($"{summary.RowCount} rows, kilometres {summary.Columns["kilometres"].Min} to {summary.Columns["kilometres"].Max}");
        }

        await using ParquetFile parquet = await ParquetFile.OpenAsync(store, "trips.parquet");
        await foreach (ColumnBatch batch in parquet.ReadAsync(columns: ["city", "kilometres"], filter: Expression.Parse("kilometres > 10")))
        {
            using (batch)
            {
                ReadOnlySpan<double> kilometres = batch.Column<double>("kilometres").Values;
                Console.WriteLine($"{batch.RowCount} long trips, the first of {kilometres[0]} km");
            }
        }
        // end-snippet
    }

    public static void GroupRows(ColumnBatch trips)
    {
        // begin-snippet: columnar-group
        using var byCity = new GroupByAggregation(
            trips.Schema,
            keys: [new("city")],
            aggregates: [new("trips", Aggregate.Count()), new("there_and_back", Aggregate.Sum(Expression.Parse("kilometres * 2")))]);
        byCity.Add(trips);                                            // as many batches as there are
        using ColumnBatch groups = byCity.Finish();

        using var longest = new TopRows(groups.Schema, 10, SortOrder.Descending("there_and_back"));
        longest.Add(groups);
        using ColumnBatch top = longest.Finish();
        for (var row = 0; row < top.RowCount; row++)
        {
            Console.WriteLine($"{top.Column("city").GetValue(row)}: {top.Column("trips").GetValue(row)} trips, {top.Column("there_and_back").GetValue(row)} km");
        }
        // end-snippet
    }

    public static async Task GroupFileAsync(ParquetFile parquet)
    {
        // begin-snippet: columnar-parallel
        using var byCity = new ParallelAggregation(
            parquet.Schema,
            keys: [new("city")],
            aggregates: [new("trips", Aggregate.Count()), new("longest", Aggregate.Max(Expression.Column("kilometres")))],
            new AggregationOptions { Filter = Expression.Parse("kilometres > 1") });
        await byCity.AddAsync(parquet.ReadAsync());                   // batches as they are read; they are disposed
        await foreach (ColumnBatch groups in byCity.FinishAsync())    // one batch, or many when there are many groups
        {
            using (groups)
            {
                Console.WriteLine($"{groups.RowCount} cities");
            }
        }
        // end-snippet
    }

    public static void DefineMetric(ColumnBatch trips)
    {
        // begin-snippet: columnar-metric
        var distance = new MetricDefinition("distance", "sum(kilometres)", filter: "kilometres > 10 AND city <> 'Berlin'") { TimeColumn = "day", Unit = "km", Scale = 1 };
        var same = new MetricDefinition("travelled", "sum(kilometres)", filter: "NOT (city = 'Berlin' OR 10.0 >= kilometres)") { TimeColumn = "day", Unit = "km", Scale = 1 };
        Console.WriteLine(distance.Hash == same.Hash);                // True: they mean the same, however they are written

        var other = new MetricDefinition("distance", "sum(kilometres)", filter: "kilometres > 20") { TimeColumn = "day", Unit = "miles" };
        foreach (MetricDifference difference in distance.DifferencesTo(other))
        {
            Console.WriteLine(difference);                            // The first asks for kilometres > 10, the second for kilometres > 20. …
        }

        using var byDay = new MetricAggregation(trips.Schema, distance, by: [new("day")]);
        byDay.Add(trips);
        using ColumnBatch answer = byDay.Finish();                    // columns day, distance
        string stored = distance.ToJson();                            // and MetricDefinition.FromJson(stored)
        // end-snippet
        Console.WriteLine($"{answer.RowCount} days, kept as {stored}");
    }

    public static void JoinCountries(ColumnBatch trips)
    {
        // begin-snippet: columnar-join
        using ColumnBatch cities = new RowBinder<CityCountry>().Write([new("Utrecht", "NL"), new("Berlin", "DE")]);
        using var join = new HashJoin(cities.Schema, trips.Schema, [new JoinKey(buildColumn: "name", probeColumn: "city")]);
        join.Build(cities);                                           // all rows whose key is unique
        using ColumnBatch joined = join.Probe(trips);                 // as many batches as there are
        Console.WriteLine(joined.Schema);                             // id, city, day, kilometres, country
        // end-snippet
    }

    // begin-snippet: columnar-join-row
    public sealed record CityCountry(string Name, string Country);
    // end-snippet

    public static async Task ReadRecordsAsync(IObjectStore store)
    {
        // begin-snippet: columnar-records
        await using ParquetFile file = await ParquetFile.OpenAsync(store, "trips.parquet");
        var rows = new RowBinder<Trip>();
        await foreach (ColumnBatch batch in file.ReadAsync(filter: Expression.From<Trip>(trip => trip.City != "Berlin")))
        {
            using (batch)
            {
                foreach (Trip trip in rows.Read(batch))
                {
                    Console.WriteLine($"{trip.Day}: {trip.City}, {trip.Kilometres} km");
                }
            }
        }
        // end-snippet
    }

    public static void ComputeAndFilter(ColumnBatch trips)
    {
        // begin-snippet: columnar-expressions
        BoundExpression isLong = Expression.Parse("kilometres > 10 AND city LIKE 'U%'").Bind(trips.Schema);
        using ColumnBatch longTrips = isLong.Filter(trips);           // the rows for which it is true

        BoundExpression miles = Expression.Parse("round(kilometres * 0.621371, 1)").Bind(trips.Schema);
        using Column computed = miles.Evaluate(longTrips);            // one value per row
        Console.WriteLine($"{miles.Type}: {computed.GetValue(0)} miles");
        // end-snippet
    }

    public static async Task SortAsync(ParquetFile parquet)
    {
        // begin-snippet: columnar-sort
        SortOrder[] order = [SortOrder.Descending("day"), SortOrder.Ascending("city")];
        using var sorter = new ExternalSorter(parquet.Schema, order, new ExternalSortOptions { MemoryLimit = 256 * 1024 * 1024 });
        await foreach (ColumnBatch batch in parquet.ReadAsync())
        {
            using (batch)
            {
                await sorter.AddAsync(batch);                         // beyond the limit rows wait, sorted, in a temporary file
            }
        }

        await foreach (ColumnBatch sorted in sorter.FinishAsync())
        {
            using (sorted)
            {
                Console.WriteLine($"{sorted.RowCount} rows in order");
            }
        }
        // end-snippet
    }
}
