using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Patterns.Testing;
using Patterns.Updates.Registration;

namespace Patterns.Updates.Tests.Registration;

public sealed class UpdatesRegistrationTests
{
    [Fact]
    public async Task A_container_has_feeds_in_the_folder_of_the_options()
    {
        using TemporaryDirectory folder = new();
        ServiceCollection services = new();
        services.AddPatternsUpdates(updates => updates.Directory = folder["feeds"]);
        services.AddPatternsUpdates();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<UpdateFeeds>()["orders"].AppendAsync("paid");

        Assert.IsType<FileUpdateStore>(provider.GetRequiredService<IUpdateStore>());
        Assert.True(Directory.Exists(folder["feeds"]));
        Assert.Single(services, static service => service.ServiceType == typeof(IUpdateStore));
    }

    [Fact]
    public async Task Without_a_folder_feeds_are_in_memory_and_another_store_may_be_named()
    {
        ServiceCollection services = new();
        services.AddPatternsUpdates();
        await using var memory = services.BuildServiceProvider();
        Assert.IsType<MemoryUpdateStore>(memory.GetRequiredService<IUpdateStore>());

        await using MemoryUpdateStore own = new();
        services.AddPatternsUpdates().WithStore(_ => own);
        await using var other = services.BuildServiceProvider();
        Assert.Same(own, other.GetRequiredService<IUpdateStore>());
    }

    [Fact]
    public void Options_outside_of_their_range_are_refused_with_limit_and_value()
    {
        UpdateStoreOptions wrong = new()
        {
            Directory = " ",
            Durability = (UpdateDurability)9,
            SegmentBytes = 1,
            MaxBatchBytes = 0,
            TailBytes = -1,
            MaintenanceInterval = TimeSpan.Zero,
        };

        var failures = UpdateStoreOptionsValidator.Failures(wrong).ToList();

        Assert.Equal(6, failures.Count);
        Assert.Contains("65536 to 1073741824 bytes, but is 1", failures[2], StringComparison.Ordinal);
        Assert.Empty(UpdateStoreOptionsValidator.Failures(new UpdateStoreOptions()));
        ServiceCollection services = new();
        services.AddPatternsUpdates(static updates => updates.TailBytes = -1);
        using var provider = services.BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IUpdateStore>());
        Assert.Throws<ArgumentException>(static () => new FileUpdateStore(new UpdateStoreOptions()));
    }
}
