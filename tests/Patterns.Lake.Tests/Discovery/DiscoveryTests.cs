using Patterns.Lake.Discovery;
using Patterns.Testing;

namespace Patterns.Lake.Tests.Discovery;

public sealed class DiscoveryTests
{
    private readonly TestLake _lake = new();

    [Fact]
    public async Task A_folder_of_one_kind_of_file_is_a_dataset_named_like_it()
    {
        await _lake.PutAsync("sales/orders/a.csv", "id,n\n1,2\n");
        await _lake.PutAsync("sales/orders/b.csv", "n,id\n1,2\n");
        await _lake.PutAsync("sales/orders/_manifest/x.json", "{}");

        Assert.Equal(["sales/orders: a.csv b.csv"], await DiscoverAsync());
    }

    [Fact]
    public async Task Files_with_other_columns_are_datasets_of_their_own()
    {
        await _lake.PutAsync("climate/seattle/seattle-weather.csv", "date,wind\n2012-01-01,2\n");
        await _lake.PutAsync("climate/seattle/weather.csv", "location,date,wind\nSeattle,2012-01-01,2\n");

        Assert.Equal(["climate/seattle/seattle-weather: seattle-weather.csv", "climate/seattle/weather: weather.csv"], await DiscoverAsync());
    }

    [Fact]
    public async Task Files_whose_names_differ_in_digits_stay_together_when_a_column_comes_later()
    {
        await _lake.PutAsync("orders/2026-11-01.csv", "id,n\n1,2\n");
        await _lake.PutAsync("orders/2026-11-02.csv", "id,n,late\n1,2,x\n");
        await _lake.PutAsync("orders/2026-11-03.csv", "");

        Assert.Equal(["orders: 2026-11-01.csv 2026-11-02.csv 2026-11-03.csv"], await DiscoverAsync());
    }

    [Fact]
    public async Task Files_of_several_extensions_are_several_datasets()
    {
        await _lake.PutAsync("x/a.json", "[{\"id\":1}]");
        await _lake.PutAsync("x/a.tsv", "id\tn\n1\t2\n");
        await _lake.PutAsync("x/b1.csv", "id,n\n1,2\n");
        await _lake.PutAsync("x/b2.csv", "id,n\n1,2\n");
        await _lake.PutAsync("x/p.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0]);

        Assert.Equal(["x/a: a.json", "x/a-tsv: a.tsv", "x/b: b1.csv b2.csv", "x/p: p.png"], await DiscoverAsync());
    }

    [SharedFact("data/raw")]
    public async Task The_real_lake_falls_into_its_datasets()
    {
        var listings = await new LakeReader(new Core.FileObjectStore(SharedFiles.Path("data/raw"))).DiscoverAsync();

        Assert.Equal(
            [
                "aviation/airports", "aviation/flights", "aviation/planes", "aviation/weather", "biology/penguins", "climate/normals",
                "climate/seattle/seattle-weather", "climate/seattle/weather", "code/events", "economy/unemployment/unemployment",
                "economy/unemployment/unemployment-across-industries", "safety/birdstrikes", "web/access", "web/auth", "web/status",
            ],
            listings.Select(static listing => listing.Name));
    }

    [Theory]
    [InlineData("a/**", "a/b/c.csv", true)]
    [InlineData("a/**", "b/c.csv", false)]
    [InlineData("a/**", "a/_x/c.csv", false)]
    [InlineData("**/*.csv", "c.csv", true)]
    [InlineData("**/*.csv", "a/b/c.csv", true)]
    [InlineData("**/*.csv", "a/.b/c.csv", false)]
    [InlineData("a/*.csv", "a/b/c.csv", false)]
    [InlineData("a/?.csv", "a/b.csv", true)]
    [InlineData("a/?.csv", "a/bc.csv", false)]
    [InlineData("a/**/d.csv", "a/d.csv", true)]
    [InlineData("a/**/d.csv", "a/b/c/d.csv", true)]
    [InlineData("a/b.csv", "a/b.csv", true)]
    [InlineData("a/*", "a/_b.csv", false)]
    [InlineData("a/_b.csv", "a/_b.csv", true)]
    public void Wildcards_match_visible_segments(string pattern, string path, bool expected)
        => Assert.Equal(expected, new PathPattern(pattern).IsMatch(path));

    private async Task<List<string>> DiscoverAsync()
        => [.. (await new LakeReader(_lake.Store).DiscoverAsync()).Select(static listing => $"{listing.Name}: {string.Join(' ', listing.Files.Select(static file => Path.GetFileName(file.Path)))}")];
}
