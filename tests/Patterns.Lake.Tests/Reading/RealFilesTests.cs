using System.Text.Json;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Lake.Tests.Reading;

/// <summary>The real raw files: types against their published field types, rows and values against DuckDB.</summary>
public sealed class RealFilesTests
{
    private const string Raw = "data/raw";
    private const string FieldTypes = "data/vega-field-types.json";

    /// <summary>File → where it lies.</summary>
    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["birdstrikes.csv"] = "safety/birdstrikes/birdstrikes.csv",
        ["flights-20k.json"] = "aviation/flights/flights-20k.json",
        ["penguins.json"] = "biology/penguins/penguins.json",
        ["seattle-weather-hourly-normals.csv"] = "climate/normals/seattle-weather-hourly-normals.csv",
        ["seattle-weather.csv"] = "climate/seattle/seattle-weather.csv",
        ["unemployment-across-industries.json"] = "economy/unemployment/unemployment-across-industries.json",
        ["unemployment.tsv"] = "economy/unemployment/unemployment.tsv",
        ["weather.csv"] = "climate/seattle/weather.csv",
    };

    /// <summary>Differences from the published types, each with its reason.</summary>
    private static readonly Dictionary<string, string> Explained = new(StringComparer.Ordinal)
    {
        ["airports.csv"] = "the types are those of another file of that name: the one here comes from the flights data and has other columns",
    };

    [SharedFact(FieldTypes)]
    public async Task Every_published_field_type_is_matched_or_the_difference_is_explained()
    {
        using var published = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedFiles.Path(FieldTypes)));
        var differences = new List<string>();
        var matched = 0;
        foreach (var file in published.RootElement.EnumerateArray())
        {
            var name = file.GetProperty("path").GetString()!;
            if (Explained.ContainsKey(name))
            {
                continue;
            }

            var dataset = await TestLake.OpenSharedAsync($"{Raw}/{Files[name]}");
            foreach (var field in file.GetProperty("fields").EnumerateArray())
            {
                var column = field.GetProperty("name").GetString()!;
                var type = dataset.Schema.Schema[column].Type;
                if (IsMatch(field.GetProperty("type").GetString()!, type))
                {
                    matched++;
                }
                else
                {
                    differences.Add($"{name} {column}: published as {field.GetProperty("type")}, inferred as {type}");
                }
            }
        }

        Assert.Empty(differences);
        Assert.Equal(51, matched);
    }

    [SharedDuckDbTheory(Raw)]
    [InlineData("aviation/airports/airports.csv", "read_csv('{0}')")]
    [InlineData("aviation/flights/flights-20k.json", "read_json('{0}')")]
    [InlineData("aviation/planes/planes.csv", "read_csv('{0}', nullstr = 'NA')")]
    [InlineData("aviation/weather/weather.csv", "read_csv('{0}', nullstr = 'NA')")]
    [InlineData("biology/penguins/penguins.json", "read_json('{0}')")]
    [InlineData("climate/normals/seattle-weather-hourly-normals.csv", "read_csv('{0}')")]
    [InlineData("climate/seattle/seattle-weather.csv", "read_csv('{0}')")]
    [InlineData("climate/seattle/weather.csv", "read_csv('{0}')")]
    [InlineData("economy/unemployment/unemployment-across-industries.json", "read_json('{0}')")]
    [InlineData("economy/unemployment/unemployment.tsv", "read_csv('{0}')")]
    [InlineData("safety/birdstrikes/birdstrikes.csv", "read_csv('{0}')")]
    public async Task Every_cell_is_what_duckdb_reads(string path, string source)
    {
        var dataset = await TestLake.OpenSharedAsync($"{Raw}/{path}");
        using var duckDb = DuckDb.OpenInMemory();
        var columns = string.Join(", ", dataset.BatchSchema.Fields.Select(DuckDbColumn));
        var expected = duckDb.Query($"SELECT {columns} FROM {string.Format(null, source, SharedFiles.Path($"{Raw}/{path}"))}");

        var report = new ReadReport();
        var rows = await TestLake.RowsAsync(dataset, report);

        Assert.Equal((expected.Rows.Count, 0L), (rows.Count, report.RowsSetAside));
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                Assert.True(
                    Text(expected.Rows[row][column]) == Text(rows[row][column]),
                    $"row {row}, {dataset.BatchSchema[column].Name}: expected {Text(expected.Rows[row][column])}, found {Text(rows[row][column])}");
            }
        }
    }

    [SharedFact(Raw)]
    public async Task Every_row_of_every_file_is_accepted_or_set_aside()
    {
        var lake = new LakeReader(new FileObjectStore(SharedFiles.Path(Raw)));
        foreach (var listing in await lake.DiscoverAsync())
        {
            var dataset = await lake.OpenAsync(listing);
            var report = new ReadReport();
            var accepted = 0L;
            await foreach (var batch in dataset.ReadBatchesAsync(report))
            {
                accepted += batch.RowCount;
                batch.Dispose();
            }

            Assert.Empty(dataset.Problems);
            Assert.Equal(dataset.Files.Sum(static file => file.RowCount), report.RowsRead);
            Assert.Equal(dataset.Files.Sum(static file => file.MalformedRowCount), report.RowsSetAside);
            Assert.Equal((accepted, report.RowsRead - accepted), (report.RowsAccepted, report.RowsSetAside));
            Assert.Equal(report.RowsSetAside, report.SetAsideRows.Count);
            Assert.Equal(accepted, await dataset.CountAsync());
        }
    }

    private static bool IsMatch(string published, DataType type) => published switch
    {
        "integer" => type.Kind == DataTypeKind.Int64,
        "number" => type.Kind is DataTypeKind.Float64 or DataTypeKind.Decimal,
        "date" => type.Kind == DataTypeKind.Date,
        "datetime" => type.Kind is DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp,
        "boolean" => type.Kind == DataTypeKind.Boolean,
        _ => type.Kind == DataTypeKind.String,
    };

    /// <summary>A column of DuckDB's with our type, where DuckDB decides differently (a timestamp with slashes or a zone it leaves as text or local).</summary>
    private static string DuckDbColumn(Field field)
    {
        var name = $"\"{field.Name}\"";
        return field.Type.Kind switch
        {
            DataTypeKind.Timestamp => $"{name}::TIMESTAMPTZ",
            DataTypeKind.LocalTimestamp => $"replace({name}::VARCHAR, '/', '-')::TIMESTAMP",
            DataTypeKind.Float64 => $"{name}::DOUBLE",
            DataTypeKind.Int64 => $"{name}::BIGINT",
            _ => name,
        };
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        double number => number.ToString("R", null),
        DateTimeOffset instant => Text((instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
        DateTime time => Text((time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
        DateOnly date => Text(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        IFormattable formattable => formattable.ToString(null, null),
        _ => value.ToString()!,
    };
}
