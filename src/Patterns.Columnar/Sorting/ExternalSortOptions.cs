namespace Patterns.Columnar;

/// <summary>How much memory an <see cref="ExternalSorter"/> takes and where it sets rows aside.</summary>
public sealed class ExternalSortOptions
{
    /// <summary>The smallest memory limit in bytes.</summary>
    public const long MinMemoryLimit = 65_536;

    /// <summary>
    /// Bytes that rows may take in memory, at least 65,536; 512 MiB unless something else is said. Not counted are the batch that is being added and the
    /// one that was asked for last.
    /// </summary>
    public long MemoryLimit { get; set; } = 512L * 1_024 * 1_024;

    /// <summary>
    /// A local folder for the temporary file, made if it is not there; null, the default, for that of the operating system. The file takes as much
    /// room as the rows do in memory, twice that when there are very many.
    /// </summary>
    public string? SpillFolder { get; set; }
}
