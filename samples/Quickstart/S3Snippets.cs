using Patterns.Core;
using Patterns.Storage.S3;
using Patterns.Tables;

namespace Quickstart;

/// <summary>What the README of Patterns.Storage.S3 shows. Not run by the program: it needs a bucket.</summary>
internal static class S3Snippets
{
    public static async Task KeepTablesInABucketAsync(string accessKey, string secretKey)
    {
        // begin-snippet: s3-store
        using var objects = new S3ObjectStore(new S3ObjectStoreOptions
        {
            Bucket = "company-data",
            KeyPrefix = "warehouse/",
            ServiceUrl = new Uri("http://localhost:9000"),            // MinIO, R2, Ceph …; leave it out for Amazon
            AccessKey = accessKey,                                    // leave both out for the environment's credentials
            SecretKey = secretKey,
        });

        await using var store = new TableStore(objects);
        Table orders = await store.OpenAsync("sales/orders");
        Console.WriteLine($"{await orders.CountAsync()} rows");

        await objects.PutAsync("notes/first.txt", "only once"u8.ToArray(), PutMode.IfAbsent);   // of several writers exactly one succeeds
        // end-snippet
    }
}
