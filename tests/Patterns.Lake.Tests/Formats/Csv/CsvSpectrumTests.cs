using System.Text.Json;
using Patterns.Testing;

namespace Patterns.Lake.Tests.Formats.Csv;

/// <summary>The cases of csv-spectrum with the values that it expects.</summary>
public sealed class CsvSpectrumTests
{
    private const string Folder = "corpora/csv-spectrum";

    [SharedTheory(Folder)]
    [InlineData("comma_in_quotes")]
    [InlineData("empty")]
    [InlineData("empty_crlf")]
    [InlineData("escaped_quotes")]
    [InlineData("json")]
    [InlineData("newlines")]
    [InlineData("newlines_crlf")]
    [InlineData("quotes_and_newlines")]
    [InlineData("simple")]
    [InlineData("simple_crlf")]
    [InlineData("utf8")]
    public async Task Every_cell_is_as_expected(string name)
    {
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(SharedFiles.Path($"{Folder}/json/{name}.json")));
        var dataset = await TestLake.OpenSharedAsync($"{Folder}/csvs/{name}.csv");

        var rows = await TestLake.RowsAsync(dataset);

        // A copy of the corpus may have been through a tool that turned CR LF into LF, in the files but not in the expected values.
        var text = await File.ReadAllTextAsync(SharedFiles.Path($"{Folder}/csvs/{name}.csv"));
        var lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var records = expected.RootElement.EnumerateArray().ToList();
        Assert.Equal(records[0].EnumerateObject().Select(static property => property.Name), dataset.BatchSchema.Fields.Select(static field => field.Name));
        Assert.Equal(
            records.Select(static record => string.Join('|', record.EnumerateObject().Select(static property => property.Value.GetString()))).Select(row => row.Replace("\r\n", lineEnd, StringComparison.Ordinal)),
            rows.Select(static row => string.Join('|', row)));
    }

    /// <summary>The expected values of this case are those of another record, and its degree signs were lost before it was published.</summary>
    [SharedFact(Folder)]
    public async Task Quotes_in_coordinates_are_characters()
    {
        var dataset = await TestLake.OpenSharedAsync($"{Folder}/csvs/location_coordinates.csv");

        var row = Assert.Single(await TestLake.RowsAsync(dataset));

        Assert.Equal(["Contact Phone Number", "Location Coordinates", "Cities", "Counties"], dataset.BatchSchema.Fields.Select(static field => field.Name));
        Assert.Equal([2095257564L, "37\uFFFD36'37.8\"N 121\uFFFD2'17.9\"W", "Modesto", "Stanislaus"], row);
    }
}
