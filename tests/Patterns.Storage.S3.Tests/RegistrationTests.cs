using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Patterns.Core;

namespace Patterns.Storage.S3.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public void A_bucket_is_the_object_store_of_the_container()
    {
        using var services = new ServiceCollection()
            .AddPatternsS3Storage(static options => (options.Bucket, options.ServiceUrl, options.AccessKey, options.SecretKey) = ("lake", new Uri("http://localhost:9000"), "key", "secret"))
            .AddPatternsS3Storage(static options => options.KeyPrefix = "tables/")
            .BuildServiceProvider();

        Assert.Same(services.GetRequiredService<S3ObjectStore>(), Assert.Single(services.GetServices<IObjectStore>()));
    }

    [Fact]
    public void Options_that_are_wrong_are_named()
    {
        using var services = new ServiceCollection().AddPatternsS3Storage(static options => options.MaxAttempts = 0).BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IObjectStore>());

        Assert.Equal(["Bucket is the name of a bucket, but is empty.", "MaxAttempts is 1 to 100 tries, but is 0."], error.Failures);
    }
}
