using Patterns.Core;

namespace Patterns.Tables;

/// <summary>How a table store reads and writes. The defaults suit most tables.</summary>
public sealed class TableStoreOptions
{
    internal const long MinTargetFileBytes = 1 << 10;
    internal const long MaxTargetFileBytes = 16L << 30;
    internal const int MaxRowsPerBatch = 1 << 20;
    internal const int MaxReportedRejectionsLimit = 100_000;
    internal const int MaxCommitAttemptsLimit = 1_000_000;
    internal const int MaxQueryThreads = 1_024;
    internal const long MinKeyMemoryLimit = 1L << 20;
    internal const long MaxKeyMemoryLimit = 1L << 40;
    internal const long MinQueryMemoryLimit = 1 << 20;

    /// <summary>Bytes after which an append closes a data file and starts the next one; 1 KiB to 16 GiB. Default 128 MiB.</summary>
    public long TargetFileBytes { get; set; } = 128L << 20;

    /// <summary>Row objects that are turned into one batch of columns when appending; 1 to 1,048,576. Default 16,384.</summary>
    public int RowsPerBatch { get; set; } = 16_384;

    /// <summary>
    /// Broken rules that a <see cref="RowsRejectedException"/> lists one by one, the rest is only counted; 1 to 100,000. Default 100.
    /// </summary>
    public int MaxReportedRejections { get; set; } = 100;

    /// <summary>How often one commit is tried while other writers come first or the store fails; 1 to 1,000,000. Default 1,000.</summary>
    public int MaxCommitAttempts { get; set; } = 1_000;

    /// <summary>Threads that one query uses; 0, the default, means one per processor; at most 1,024.</summary>
    public int QueryThreads { get; set; }

    /// <summary>
    /// Bytes of memory for the keys of the rows of one append or upsert; more keys are set aside in temporary files. 1 MiB to 1 TiB. Default 128 MiB.
    /// </summary>
    public long KeyMemoryLimit { get; set; } = 128L << 20;

    /// <summary>The zone in which the days of metrics begin. Default UTC.</summary>
    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The day on which the weeks of metrics begin. Default Monday, as in ISO 8601.</summary>
    public DayOfWeek FirstDayOfWeek { get; set; } = DayOfWeek.Monday;

    /// <summary>When the years and quarters of metrics begin. Default: the calendar year.</summary>
    public FiscalYear FiscalYear { get; set; }

    /// <summary>
    /// Bytes that each step of a query which holds rows, a grouping or a sort, may keep in memory before it sets rows aside in a temporary file, and that all
    /// tables attached by joins may take together; 1 MiB or more; 0 for no limit. Default 512 MiB.
    /// </summary>
    public long QueryMemoryLimit { get; set; } = 512L << 20;

    /// <summary>
    /// Bytes of columns that are kept in memory between queries, row group by row group, once a second query asks for them; 0 keeps none. Default 256 MiB.
    /// </summary>
    public long QueryCacheLimit { get; set; } = 256L << 20;

    /// <summary>A local folder for rows that are set aside, made if it is not there; null, the default, for that of the operating system.</summary>
    public string? QuerySpillFolder { get; set; }

    internal int ThreadCount => QueryThreads == 0 ? Environment.ProcessorCount : QueryThreads;

    internal BusinessCalendar Calendar => field ??= new BusinessCalendar(TimeZone, FirstDayOfWeek, FiscalYear);

    internal TableStoreOptions Copy() => (TableStoreOptions)MemberwiseClone();
}
