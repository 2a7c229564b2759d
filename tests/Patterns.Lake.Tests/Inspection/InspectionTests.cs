using System.Text;

namespace Patterns.Lake.Tests.Inspection;

public sealed class InspectionTests
{
    private readonly TestLake _lake = new();

    [Fact]
    public async Task A_tidy_lake_has_no_findings()
    {
        await _lake.PutAsync("a/a.csv", "id,n\n1,2\n");
        await _lake.PutAsync("a/b.json", "[{\"id\":1}]");
        await _lake.PutAsync("a/c.ndjson", "{\"id\":1}\n{\"id\":2}\n");
        await _lake.PutAsync("a/d.tsv", "id\tn\n1\t2\n");
        await _lake.PutAsync("a/e.txt", "just a note");
        await _lake.PutAsync("a/f.log", "83.149.9.216 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 203 \"-\" \"x\"\n");
        await _lake.PutAsync("a/g.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0]);

        var report = await InspectAsync();

        Assert.Empty(report.Findings);
        Assert.Equal(7, report.FileCount);
    }

    [Fact]
    public async Task Files_of_the_same_bytes_are_duplicates_and_those_of_the_same_length_are_not()
    {
        await _lake.PutAsync("a/1.csv", "id,n\n1,2\n");
        await _lake.PutAsync("b/2.csv", "id,n\n1,2\n");
        await _lake.PutAsync("c/3.csv", "id,n\n1,3\n");

        var finding = Assert.Single((await InspectAsync()).Findings);

        Assert.Equal(SwampFindingKind.ExactDuplicate, finding.Kind);
        Assert.Equal(["a/1.csv", "b/2.csv"], finding.Files);
        Assert.Equal(finding.Id, (await InspectAsync()).Findings[0].Id);
    }

    [Theory]
    [InlineData("a.csv", "{\"id\":1}\n{\"id\":2}\n")]
    [InlineData("a.json", "id;n\n1;2\n3;4\n")]
    [InlineData("a.tsv", "id,n\n1,2\n3,4\n")]
    [InlineData("a.csv.gz", "id,n\n1,2\n3,4\n")]
    [InlineData("a.png", "id,n\n1,2\n3,4\n")]
    [InlineData("a.csv", "<html><body>Not found</body></html>")]
    [InlineData("a.csv", "%PDF-1.7")]
    public async Task A_name_that_lies_about_the_content_is_found(string name, string text)
    {
        await _lake.PutAsync(name, text);

        var finding = Assert.Single((await InspectAsync()).Findings);

        Assert.Equal(SwampFindingKind.MislabelledFile, finding.Kind);
        Assert.StartsWith("mislabelled-file:", finding.Id, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv.zst", new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 1, 2 }, SwampFindingKind.UnreadableFile)]
    [InlineData("a.csv.gz", new byte[] { 0x1F, 0x8B, 8, 0, 0 }, SwampFindingKind.UnreadableFile)]
    [InlineData("a.csv", new byte[0], SwampFindingKind.EmptyFile)]
    public async Task A_file_that_cannot_be_read_is_found(string name, byte[] bytes, SwampFindingKind expected)
    {
        await _lake.PutAsync(name, bytes);

        Assert.Equal(expected, Assert.Single((await InspectAsync()).Findings).Kind);
    }

    [Fact]
    public async Task A_file_that_was_changed_after_landing_is_found()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("id,n\n1,2\n"));
        using var other = new MemoryStream(Encoding.UTF8.GetBytes("id,n\n3,4\n"));
        using var third = new MemoryStream(Encoding.UTF8.GetBytes("id,n\n5,6\n"));
        var lake = new LakeReader(_lake.Store);
        await lake.LandAsync("a", content, new LandOptions { FileName = "1.csv" });
        await lake.LandAsync("a", other, new LandOptions { FileName = "2.csv" });
        await lake.LandAsync("a", third, new LandOptions { FileName = "3.csv" });
        await _lake.PutAsync("a/1.csv", "id,n\n1,9\n");
        await _lake.Store.DeleteAsync("a/2.csv");

        var findings = (await InspectAsync()).Findings;

        Assert.Equal([(SwampFindingKind.ChangedFile, "a/1.csv"), (SwampFindingKind.ChangedFile, "a/2.csv")], findings.Select(static finding => (finding.Kind, finding.Files[0])));
    }

    private Task<SwampReport> InspectAsync() => new LakeReader(_lake.Store).InspectAsync();
}
