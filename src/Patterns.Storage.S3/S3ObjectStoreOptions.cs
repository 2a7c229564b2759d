namespace Patterns.Storage.S3;

/// <summary>Which bucket is used and how. Only <see cref="Bucket"/> has to be given; for anything but Amazon also <see cref="ServiceUrl"/>.</summary>
public sealed class S3ObjectStoreOptions
{
    internal const int MinPartBytes = 5 << 20;
    internal const int MaxPartBytes = 1 << 30;
    internal const int MaxAttemptsLimit = 100;

    internal static readonly TimeSpan MaxRequestTimeout = TimeSpan.FromHours(1);

    /// <summary>Name of the bucket, which must exist.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>What the keys of all objects of the store start with, such as <c>lake/</c>. Default: nothing, the whole bucket.</summary>
    public string KeyPrefix { get; set; } = "";

    /// <summary>Address of a compatible service such as MinIO, R2 or Ceph; null, the default, means Amazon.</summary>
    public Uri? ServiceUrl { get; set; }

    /// <summary>Region, which also goes into signatures. Default <c>us-east-1</c>.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>Whether the bucket stands in the path of an address and not in its host. Null, the default: with <see cref="ServiceUrl"/> it does.</summary>
    public bool? ForcePathStyle { get; set; }

    /// <summary>Access key; null, the default, means the environment's credentials as the AWS SDK finds them.</summary>
    public string? AccessKey { get; set; }

    /// <summary>Secret of <see cref="AccessKey"/>.</summary>
    public string? SecretKey { get; set; }

    /// <summary>
    /// Bytes of one part of a streaming write, 5 MiB to 1 GiB; a writer keeps one part in memory, and an object has at most 10,000 of them. Default
    /// 16 MiB.
    /// </summary>
    public int PartBytes { get; set; } = 16 << 20;

    /// <summary>How often a request is tried while the service fails or asks to slow down, 1 to 100. Default 6.</summary>
    public int MaxAttempts { get; set; } = 6;

    /// <summary>How long one try of a request may take, up to an hour. Default 100 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(100);

    internal S3ObjectStoreOptions Copy() => (S3ObjectStoreOptions)MemberwiseClone();
}
