using System.IO.Compression;
using System.Text;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Lake.Tests.Reading;

public sealed class DatasetTests
{
    private const string Orders = "id,country,amount\n1,NL,10.5\n2,DE,7\n3,NL,\n4,FR,100\n";

    private readonly TestLake _lake = new();

    [Fact]
    public async Task Columns_are_read_in_the_order_asked_for()
    {
        var dataset = (await TestLake.OpenAsync(Orders)).Select("amount", "id");

        Assert.Equal("amount double, id bigint", dataset.BatchSchema.ToString());
        Assert.Equal([10.5, 1L], (await TestLake.RowsAsync(dataset))[0]);
    }

    [Fact]
    public async Task A_condition_may_use_columns_that_are_not_read()
    {
        var report = new ReadReport();
        var dataset = (await TestLake.OpenAsync(Orders)).Select("id").Where("country = 'NL'").Where("amount > 1");

        Assert.Equal([1L], Assert.Single(await TestLake.RowsAsync(dataset, report)));
        Assert.Equal((4, 4), (report.RowsRead, report.RowsAccepted));
        Assert.Equal(1, await dataset.CountAsync());
    }

    [Fact]
    public async Task A_condition_that_is_none_or_does_not_fit_is_refused_at_once()
    {
        var dataset = await TestLake.OpenAsync(Orders);

        Assert.ThrowsAny<PatternsException>(() => dataset.Where("amount >"));
        Assert.ThrowsAny<PatternsException>(() => dataset.Where("missing = 1"));
        Assert.Throws<ArgumentException>(() => dataset.Where("amount + 1"));
        Assert.Throws<ArgumentException>(() => dataset.Select("missing"));
    }

    [Fact]
    public async Task Rows_come_as_objects()
    {
        var dataset = await TestLake.OpenAsync(Orders);

        var orders = await dataset.Where("amount IS NOT NULL").ReadAsync<Order>().ToListAsync();

        Assert.Equal([new(1, "NL", 10.5), new(2, "DE", 7), new Order(4, "FR", 100)], orders);
    }

    [Fact]
    public async Task Files_are_united_by_name_and_what_differs_is_told()
    {
        await _lake.PutAsync("orders/1.csv", "id,n\n1,5\n");
        await _lake.PutAsync("orders/2.csv", "n,id,late\n2.5,x,true\n");
        await _lake.PutAsync("orders/3.csv", "id\n3\n");

        var dataset = await _lake.OpenAsync("orders/**");

        Assert.Equal("id string, n double, late boolean", TestLake.Types(dataset));
        Assert.Equal(["1|5|", "x|2.5|True", "3||"], (await TestLake.RowsAsync(dataset)).Select(static row => string.Join('|', row)));
        Assert.Equal(
            [
                ("orders/1.csv", "id", SchemaDriftKind.Type), ("orders/1.csv", "n", SchemaDriftKind.Type), ("orders/2.csv", "late", SchemaDriftKind.Added),
                ("orders/3.csv", "id", SchemaDriftKind.Type), ("orders/3.csv", "n", SchemaDriftKind.Missing), ("orders/3.csv", "late", SchemaDriftKind.Missing),
            ],
            dataset.Schema.Drift.Select(static drift => (drift.File, drift.Column, drift.Kind)));
        Assert.Equal((2, 1), (dataset.Schema.Columns[2].NullCount, dataset.Schema.Columns[2].ValueCount));
    }

    [Fact]
    public async Task A_file_can_be_read_on_its_own()
    {
        await _lake.PutAsync("orders/1.csv", "id,n\n1,5\nbad\n");
        await _lake.PutAsync("orders/2.csv", "id,n\n2,6\n");
        var dataset = await _lake.OpenAsync("orders/*.csv");
        var report = new ReadReport();

        var rows = 0;
        await foreach (var batch in dataset.ReadBatchesAsync(dataset.Files[0], report))
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        Assert.Equal(1, rows);
        Assert.Equal(new FileReadCounts("orders/1.csv", 1, 1), Assert.Single(report.Files));
        Assert.Equal("bad", Assert.Single(report.SetAsideRows).RawText);
    }

    [Fact]
    public async Task A_declared_type_holds_and_values_that_do_not_fit_set_their_rows_aside()
    {
        var dataset = await TestLake.OpenAsync("id,n\n1,5\n2,x\n3,7\n", options: new OpenOptions { Types = new Dictionary<string, DataType> { ["n"] = DataType.Int32 } });
        var report = new ReadReport();

        Assert.Equal("id bigint, n int", TestLake.Types(dataset));
        Assert.Equal([5, 7], (await TestLake.RowsAsync(dataset, report)).Select(static row => (int)row[1]!));
        Assert.Equal((3, 2, 1), (report.RowsRead, report.RowsAccepted, report.RowsSetAside));
        Assert.Equal(new ValueLocation("data.csv", 3, 9), report.SetAsideRows[0].Location);
    }

    [Fact]
    public async Task Declared_types_of_every_kind_are_read()
    {
        var types = new Dictionary<string, DataType>
        {
            ["a"] = DataType.Int8,
            ["b"] = DataType.Int16,
            ["c"] = DataType.Float32,
            ["d"] = DataType.Decimal(10, 2),
            ["e"] = DataType.Decimal(30, 2),
            ["f"] = DataType.LocalTimestamp,
            ["g"] = DataType.String,
            ["h"] = DataType.Binary,
        };
        var dataset = await TestLake.OpenAsync("a,b,c,d,e,f,g,h\n1,2,0.1,3.5,4,2012-01-01,7,x\n1000,2,0.1,3.5,4,2012-01-01,7,x\n1,2,0.1,3.555,4,2012-01-01,7,x\n", options: new OpenOptions { Types = types });

        var row = Assert.Single(await TestLake.RowsAsync(dataset));

        Assert.Equal([(sbyte)1, (short)2, 0.1f, 3.5m, new WideDecimal(400, 2), new DateTime(2012, 1, 1), "7"], row[..7]);
    }

    [Theory]
    [InlineData("data.csv.gz")]
    [InlineData("data.csv.br")]
    [InlineData("data.csv")]
    public async Task Compressed_content_is_read_whatever_its_name(string path)
    {
        using var compressed = new MemoryStream();
        await using (Stream compressor = path.EndsWith(".br", StringComparison.Ordinal) ? new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await compressor.WriteAsync(Encoding.UTF8.GetBytes(Orders));
        }

        await _lake.PutAsync(path, compressed.ToArray());

        var dataset = await _lake.OpenAsync(path);

        Assert.Equal(4, await dataset.CountAsync());
        Assert.Equal(path.EndsWith(".br", StringComparison.Ordinal) ? "brotli" : "gzip", dataset.Files[0].Compression);
    }

    [Fact]
    public async Task A_zip_archive_of_one_member_is_read_and_one_of_several_says_why_not()
    {
        await _lake.PutAsync("one.zip", Zip("a.csv"));
        await _lake.PutAsync("two.zip", Zip("a.csv", "b.csv"));

        Assert.Equal(4, await (await _lake.OpenAsync("one.zip")).CountAsync());
        Assert.Contains("2 members", Assert.Single((await _lake.OpenAsync("two.zip")).Problems).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_archive_is_a_problem_of_its_file_and_not_of_the_others()
    {
        using var compressed = new MemoryStream();
        await using (var compressor = new GZipStream(compressed, CompressionLevel.NoCompression, leaveOpen: true))
        {
            await compressor.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Orders, 1000))));
        }

        var bytes = compressed.ToArray();
        bytes[5000] ^= 0xFF;
        await _lake.PutAsync("x/1.csv.gz", bytes);
        await _lake.PutAsync("x/2.csv", Orders);

        var dataset = await _lake.OpenAsync("x/*");

        Assert.Equal("x/1.csv.gz", Assert.Single(dataset.Problems).File);
        Assert.Equal(4, await dataset.CountAsync());
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("iso-8859-1", false)]
    public async Task Text_in_any_usual_encoding_is_read(string name, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(name);
        await _lake.PutAsync("data.csv", [.. hasMark ? encoding.GetPreamble() : [], .. encoding.GetBytes("név,ár\nzürich,5\nmálaga,6\n")]);

        var dataset = await _lake.OpenAsync("data.csv");

        Assert.Equal("`név` string, `ár` bigint", TestLake.Types(dataset));
        Assert.Equal(["zürich|5", "málaga|6"], (await TestLake.RowsAsync(dataset)).Select(static row => string.Join('|', row)));
    }

    [Fact]
    public async Task A_latin_file_is_told_from_a_utf8_file_with_a_broken_row()
    {
        await _lake.PutAsync("latin.csv", [.. "id,name\n1,caf"u8, 0xE9, .. "\n2,price 5 "u8, 0x80, .. "\n"u8]);
        await _lake.PutAsync("broken.csv", [.. "id,name\n1,café\n2,caf"u8, 0xE9, .. "\n3,naïve\n"u8]);
        var latin = await _lake.OpenAsync("latin.csv");
        var broken = await _lake.OpenAsync("broken.csv");
        var report = new ReadReport();

        Assert.Equal(["café", "price 5 €"], (await TestLake.RowsAsync(latin)).Select(static row => (string)row[1]!));
        Assert.Contains(latin.Files[0].Notes, static note => note.Contains("windows-1252", StringComparison.Ordinal));
        Assert.Equal(["café", "naïve"], (await TestLake.RowsAsync(broken, report)).Select(static row => (string)row[1]!));
        Assert.Equal(3, Assert.Single(report.SetAsideRows).Location.LineNumber);
    }

    [Fact]
    public async Task Batches_are_of_the_size_asked_for_and_never_span_files()
    {
        await _lake.PutAsync("x/1.csv", "n\n" + string.Concat(Enumerable.Range(0, 25).Select(static n => $"{n}\n")));
        await _lake.PutAsync("x/2.csv", "n\n1\n");

        var dataset = await _lake.OpenAsync("x/*", lakeOptions: new LakeOptions { RowsPerBatch = 10 });

        Assert.Equal([10, 10, 5, 1], await dataset.ReadBatchesAsync().Select(static batch => batch.RowCount).ToListAsync());
    }

    [Fact]
    public async Task A_report_keeps_a_bounded_number_of_rows_and_hands_all_of_them_out()
    {
        var all = 0;
        var report = new ReadReport(_ => all++);
        var dataset = await TestLake.OpenAsync("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 1000)) + string.Concat(Enumerable.Repeat("1,2,3\n", 1500)));

        await TestLake.RowsAsync(dataset, report);

        Assert.Equal((1500, 1500), (all, report.RowsSetAside));
        Assert.Equal(ReadReport.MaxSetAsideRows, report.SetAsideRows.Count);
    }

    [Fact]
    public async Task Nothing_that_matches_is_the_callers_mistake()
        => Assert.Contains("nothing/**", (await Assert.ThrowsAsync<ArgumentException>(() => _lake.OpenAsync("nothing/**"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_whose_rows_cannot_be_told_apart_is_a_problem_that_says_what_it_is()
    {
        await _lake.PutAsync("x/1.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0]);
        await _lake.PutAsync("x/2.txt", "Dear reader,\nthis is a letter.\nYours\n");

        var dataset = await _lake.OpenAsync("x/*");

        Assert.Contains("image/png", dataset.Problems[0].Problem, StringComparison.Ordinal);
        Assert.Contains("text/plain", dataset.Problems[1].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_over_a_store_that_cuts_and_delays_are_the_same()
    {
        await _lake.PutAsync("orders/1.csv", Orders);
        var flaky = new FlakyObjectStore(_lake.Store, FaultPlan.Seeded(1, 0.0, Fault.FailBefore));

        Assert.Equal(4, await (await new LakeReader(flaky).OpenAsync("orders/*")).CountAsync());
        await Assert.ThrowsAsync<ObjectStoreException>(() => new LakeReader(new FlakyObjectStore(_lake.Store, FaultPlan.StopAt(2))).OpenAsync("orders/*"));
    }

    private static byte[] Zip(params string[] members)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var member in members)
            {
                using var entry = archive.CreateEntry(member).Open();
                entry.Write(Encoding.UTF8.GetBytes(Orders));
            }
        }

        return bytes.ToArray();
    }

    private sealed record Order(long Id, string Country, double? Amount);
}
