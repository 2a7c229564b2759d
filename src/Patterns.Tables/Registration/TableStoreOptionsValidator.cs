using Microsoft.Extensions.Options;

namespace Patterns.Tables.Registration;

/// <summary>Checks the options when the host starts. The messages give the limit, the unit and the value.</summary>
internal sealed class TableStoreOptionsValidator : IValidateOptions<TableStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, TableStoreOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static IEnumerable<string> Failures(TableStoreOptions options)
    {
        if (options.TargetFileBytes is < TableStoreOptions.MinTargetFileBytes or > TableStoreOptions.MaxTargetFileBytes)
        {
            yield return $"{nameof(TableStoreOptions.TargetFileBytes)} is {TableStoreOptions.MinTargetFileBytes} to {TableStoreOptions.MaxTargetFileBytes} bytes, but is {options.TargetFileBytes}.";
        }

        if (options.RowsPerBatch is < 1 or > TableStoreOptions.MaxRowsPerBatch)
        {
            yield return $"{nameof(TableStoreOptions.RowsPerBatch)} is 1 to {TableStoreOptions.MaxRowsPerBatch} rows, but is {options.RowsPerBatch}.";
        }

        if (options.MaxReportedRejections is < 1 or > TableStoreOptions.MaxReportedRejectionsLimit)
        {
            yield return $"{nameof(TableStoreOptions.MaxReportedRejections)} is 1 to {TableStoreOptions.MaxReportedRejectionsLimit} rejections, but is {options.MaxReportedRejections}.";
        }

        if (options.MaxCommitAttempts is < 1 or > TableStoreOptions.MaxCommitAttemptsLimit)
        {
            yield return $"{nameof(TableStoreOptions.MaxCommitAttempts)} is 1 to {TableStoreOptions.MaxCommitAttemptsLimit} attempts, but is {options.MaxCommitAttempts}.";
        }

        if (options.KeyMemoryLimit is < TableStoreOptions.MinKeyMemoryLimit or > TableStoreOptions.MaxKeyMemoryLimit)
        {
            yield return $"{nameof(TableStoreOptions.KeyMemoryLimit)} is {TableStoreOptions.MinKeyMemoryLimit} to {TableStoreOptions.MaxKeyMemoryLimit} bytes, but is {options.KeyMemoryLimit}.";
        }

        if (options.QueryThreads is < 0 or > TableStoreOptions.MaxQueryThreads)
        {
            yield return $"{nameof(TableStoreOptions.QueryThreads)} is 0 to {TableStoreOptions.MaxQueryThreads} threads, but is {options.QueryThreads}.";
        }

        if (options.TimeZone is null)
        {
            yield return $"{nameof(TableStoreOptions.TimeZone)} is the zone in which days begin, but is null. Take TimeZoneInfo.Utc or one of TimeZoneInfo.FindSystemTimeZoneById.";
        }

        if (!Enum.IsDefined(options.FirstDayOfWeek))
        {
            yield return $"{nameof(TableStoreOptions.FirstDayOfWeek)} is a day of the week, but is {options.FirstDayOfWeek}.";
        }

        if (options.QueryCacheLimit < 0)
        {
            yield return $"{nameof(TableStoreOptions.QueryCacheLimit)} is 0 for no cache or a number of bytes, but is {options.QueryCacheLimit}.";
        }

        if (options.QueryMemoryLimit is not 0 and < TableStoreOptions.MinQueryMemoryLimit)
        {
            yield return $"{nameof(TableStoreOptions.QueryMemoryLimit)} is 0 for no limit or at least {TableStoreOptions.MinQueryMemoryLimit} bytes, but is {options.QueryMemoryLimit}.";
        }
    }
}
