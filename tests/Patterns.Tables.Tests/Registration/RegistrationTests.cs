using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Registration;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_store_comes_from_the_container_with_its_options_and_folder()
    {
        using var folder = new TemporaryDirectory();
        var services = new ServiceCollection();
        services.AddPatternsTables(static options => options.RowsPerBatch = 100).WithFolder(folder.Path);
        await using var provider = services.BuildServiceProvider();

        var table = await provider.GetRequiredService<TableStore>().CreateAsync<Order>("sales/orders");
        await table.AppendAsync(Order.Many(1, 250));

        Assert.Equal(100, provider.GetRequiredService<IOptions<TableStoreOptions>>().Value.RowsPerBatch);
        Assert.True(File.Exists(folder["sales", "orders", "_delta_log", "00000000000000000001.json"]));
    }

    [Fact]
    public async Task Without_a_store_of_its_own_it_uses_the_containers()
    {
        var objects = new MemoryObjectStore();
        var services = new ServiceCollection();
        services.AddSingleton<IObjectStore>(objects).AddPatternsTables();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<TableStore>().CreateAsync<Order>("orders");

        Assert.Single(await objects.PathsAsync());
    }

    [Fact]
    public void Calling_it_twice_is_harmless()
    {
        var services = new ServiceCollection();
        services.AddPatternsTables();
        services.AddPatternsTables();

        Assert.Single(services, static service => service.ServiceType == typeof(TableStore));
        Assert.Single(services, static service => service.ServiceType == typeof(IValidateOptions<TableStoreOptions>));
    }

    [Fact]
    public void Nothing_to_keep_tables_in_is_said_with_what_to_do()
    {
        var services = new ServiceCollection();
        services.AddPatternsTables();
        using var provider = services.BuildServiceProvider();

        var missing = Assert.Throws<InvalidOperationException>(provider.GetRequiredService<TableStore>);

        Assert.Contains("WithFolder", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(TableStoreOptions.TargetFileBytes), 1L, "1024 to 17179869184 bytes, but is 1")]
    [InlineData(nameof(TableStoreOptions.RowsPerBatch), 0L, "1 to 1048576 rows, but is 0")]
    [InlineData(nameof(TableStoreOptions.MaxReportedRejections), 0L, "1 to 100000 rejections, but is 0")]
    [InlineData(nameof(TableStoreOptions.MaxCommitAttempts), -1L, "1 to 1000000 attempts, but is -1")]
    [InlineData(nameof(TableStoreOptions.QueryThreads), -1L, "0 to 1024 threads, but is -1")]
    [InlineData(nameof(TableStoreOptions.QueryMemoryLimit), 100L, "at least 1048576 bytes, but is 100")]
    [InlineData(nameof(TableStoreOptions.QueryCacheLimit), -1L, "a number of bytes, but is -1")]
    public void An_option_out_of_range_is_refused_with_limit_unit_and_value(string option, long value, string message)
    {
        var services = new ServiceCollection();
        services.AddPatternsTables(options => Set(options, option, value));
        using var provider = services.BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<TableStoreOptions>>().Value);

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static void Set(TableStoreOptions options, string option, long value)
    {
        var property = typeof(TableStoreOptions).GetProperty(option)!;
        property.SetValue(options, Convert.ChangeType(value, property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));
    }
}
