using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Patterns.Core;

namespace Patterns.Lake.Tests.Registration;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_registered_lake_reads_from_the_store_of_its_builder()
    {
        var store = new MemoryObjectStore();
        await store.PutAsync("a.csv", "id,n\n1,2\n"u8.ToArray());
        using var provider = new ServiceCollection().AddPatternsLake().WithStore(_ => store).Services.BuildServiceProvider();

        var dataset = await provider.GetRequiredService<LakeReader>().OpenAsync("a.csv");

        Assert.Equal(1, await dataset.CountAsync());
    }

    [Fact]
    public void Registering_twice_is_harmless_and_the_last_store_holds()
    {
        var services = new ServiceCollection();
        services.AddPatternsLake().WithFolder("one");
        services.AddPatternsLake(static options => options.RowsPerBatch = 10).WithFolder("two");
        using var provider = services.BuildServiceProvider();

        Assert.Single(provider.GetServices<LakeReader>());
        Assert.Equal(10, provider.GetRequiredService<IOptions<LakeOptions>>().Value.RowsPerBatch);
    }

    [Fact]
    public void An_option_outside_its_range_is_refused_with_the_limit_and_the_value()
    {
        using var provider = new ServiceCollection().AddPatternsLake(static options => options.RowsPerBatch = 0).WithFolder("x").Services.BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<LakeReader>());

        Assert.Contains("RowsPerBatch must be 1 to 16777216 rows, but is 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_made_by_hand_refuses_the_same_options()
        => Assert.Contains("1024", Assert.Throws<ArgumentException>(static () => { _ = new LakeReader(new MemoryObjectStore(), new LakeOptions { MaxRecordBytes = 1 }); }).Message, StringComparison.Ordinal);
}
