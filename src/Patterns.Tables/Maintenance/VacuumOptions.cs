namespace Patterns.Tables;

/// <summary>What may be deleted from a table's folder.</summary>
public sealed class VacuumOptions
{
    internal static readonly TimeSpan SafeRetention = TimeSpan.FromDays(7);

    /// <summary>
    /// For how long files are kept that no version needs any more since then: versions of that time stay readable, and writers and readers that
    /// have begun within it are safe. Null, the default, means <c>delta.deletedFileRetentionDuration</c> of the table, 7 days unless it says
    /// otherwise. Not negative.
    /// </summary>
    public TimeSpan? Retention { get; set; }

    /// <summary>
    /// Whether a <see cref="Retention"/> below 7 days is meant: it breaks readers of older versions and deletes the files of appends that take longer
    /// and are not committed yet. Default false: a shorter retention is refused.
    /// </summary>
    public bool AllowShortRetention { get; set; }

    /// <summary>Whether nothing is deleted and the files are only named. Default false.</summary>
    public bool DryRun { get; set; }

    internal void Validate()
    {
        if (Retention < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(Retention), Retention, "The retention is not negative.");
        }

        if (Retention < SafeRetention && !AllowShortRetention)
        {
            throw new ArgumentException(
                $"A retention of {Retention} is below {SafeRetention.TotalDays:N0} days: readers of older versions would fail, and appends that are being made would lose files. Set {nameof(AllowShortRetention)} when nobody else uses the table.",
                nameof(Retention));
        }
    }
}
