using Patterns.Testing;

namespace Patterns.Lake.Tests.Formats.Json;

public sealed class JsonTestSuiteTests
{
    private const string Folder = "corpora/JSONTestSuite/test_parsing";

    /// <summary>Files without any text have no rows, which is nothing to complain about.</summary>
    private static readonly string[] WithoutText = ["n_structure_no_data.json", "n_single_space.json", "n_structure_UTF8_BOM_no_data.json"];

    /// <summary>Parsed, and then set aside because a name occurs twice with nothing to tell which value counts.</summary>
    private static readonly string[] WithDuplicateNames = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"];

    [SharedFact(Folder)]
    public async Task Well_formed_files_are_read_and_broken_ones_are_set_aside_or_reported()
    {
        foreach (var path in Directory.GetFiles(SharedFiles.Path(Folder), "?_*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var report = new ReadReport();
            var dataset = await TestLake.OpenSharedAsync($"{Folder}/{name}");
            var rows = await TestLake.RowsAsync(dataset, report);
            var isClean = dataset.Problems.Count == 0 && report.SetAsideRows.Count == 0;

            Assert.True(name[0] != 'y' || isClean != WithDuplicateNames.Contains(name), $"{name}: {string.Join("; ", report.SetAsideRows.Select(static row => row.Reason))}");
            Assert.True(name[0] != 'n' || !isClean || WithoutText.Contains(name), $"{name} was read as {rows.Count} rows: {TestLake.Types(dataset)}");
            Assert.Equal(report.Files.Sum(static file => file.RowsRead), rows.Count + report.SetAsideRows.Count);
        }
    }
}
