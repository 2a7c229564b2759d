using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Patterns.Updates.AspNetCore.Tests.Serving;

public sealed class MapUpdatesTests
{
    [Theory]
    [InlineData("feeds")]
    [InlineData("/feeds/")]
    [InlineData("/")]
    [InlineData("/feeds/{name}")]
    public async Task A_prefix_begins_with_a_slash_and_is_plain(string prefix)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<IUpdateStore>(new MemoryUpdateStore());
        await using var app = builder.Build();

        Assert.Throws<ArgumentException>(() => app.MapUpdates(prefix));
    }

    [Fact]
    public async Task Options_outside_their_range_are_refused_with_limit_unit_and_value()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<IUpdateStore>(new MemoryUpdateStore());
        await using var app = builder.Build();

        var fault = Assert.Throws<OptionsValidationException>(() => app.MapUpdates("/feeds", static options =>
        {
            options.LongPollWait = TimeSpan.FromSeconds(56);
            options.MaxPageBytes = 1;
        }));

        Assert.Contains(fault.Failures, static failure => failure == "LongPollWait is 1 to 55 seconds, but is 56.");
        Assert.Contains(fault.Failures, static failure => failure == "MaxPageBytes is 1024 to 1073741824 bytes, but is 1.");
    }

    [Fact]
    public async Task Without_a_store_the_message_says_what_to_register()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        Assert.Contains("AddPatternsUpdates", Assert.Throws<InvalidOperationException>(() => app.MapUpdates("/feeds")).Message, StringComparison.Ordinal);
    }
}
