namespace Patterns.Updates;

/// <summary>How feeds are kept.</summary>
public sealed class UpdateStoreOptions
{
    /// <summary>The smallest <see cref="SegmentBytes"/>, 64 KiB.</summary>
    public const long MinSegmentBytes = 64 << 10;

    /// <summary>The largest <see cref="SegmentBytes"/>, 1 GiB.</summary>
    public const long MaxSegmentBytes = 1 << 30;

    /// <summary>The largest <see cref="MaxBatchBytes"/>, 256 MiB.</summary>
    public const int MaxBatchBytesLimit = 256 << 20;

    /// <summary>The folder with the feeds, created when it is not there; null, the default, keeps them in memory, to be gone with the process.</summary>
    public string? Directory { get; set; }

    /// <summary>What an append that has completed survives. A loss of power by default. Does not matter without a directory.</summary>
    public UpdateDurability Durability { get; set; } = UpdateDurability.Durable;

    /// <summary>How long a file of a feed becomes, about: 64 KiB to 1 GiB, 64 MiB by default. A feed begins with smaller ones. Retention frees whole files.</summary>
    public long SegmentBytes { get; set; } = 64 << 20;

    /// <summary>The most bytes of payload of one append: 1 to 256 MiB, 16 MiB by default.</summary>
    public int MaxBatchBytes { get; set; } = 16 << 20;

    /// <summary>The most bytes of payload that each feed keeps in memory for those who read at its end: zero or more, 8 MiB by default.</summary>
    public long TailBytes { get; set; } = 8 << 20;

    /// <summary>How often retention and expiry are looked after: 1 second to 1 day, 1 minute by default.</summary>
    public TimeSpan MaintenanceInterval { get; set; } = TimeSpan.FromMinutes(1);
}
