using Microsoft.Extensions.Options;

namespace Patterns.Updates.Registration;

/// <summary>Checks the options when the host starts. The messages give the limit, the unit and the value.</summary>
internal sealed class UpdateStoreOptionsValidator : IValidateOptions<UpdateStoreOptions>
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, UpdateStoreOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static IEnumerable<string> Failures(UpdateStoreOptions options)
    {
        if (options.Directory is { } directory && string.IsNullOrWhiteSpace(directory))
        {
            yield return $"{nameof(UpdateStoreOptions.Directory)} is the path of a folder, or null to keep feeds in memory, but is '{directory}'.";
        }

        if (!Enum.IsDefined(options.Durability))
        {
            yield return $"{nameof(UpdateStoreOptions.Durability)} is {UpdateDurability.Durable} or {UpdateDurability.Flushed}, but is {options.Durability}.";
        }

        if (options.SegmentBytes is < UpdateStoreOptions.MinSegmentBytes or > UpdateStoreOptions.MaxSegmentBytes)
        {
            yield return $"{nameof(UpdateStoreOptions.SegmentBytes)} is {UpdateStoreOptions.MinSegmentBytes} to {UpdateStoreOptions.MaxSegmentBytes} bytes, but is {options.SegmentBytes}.";
        }

        if (options.MaxBatchBytes is < 1 or > UpdateStoreOptions.MaxBatchBytesLimit)
        {
            yield return $"{nameof(UpdateStoreOptions.MaxBatchBytes)} is 1 to {UpdateStoreOptions.MaxBatchBytesLimit} bytes, but is {options.MaxBatchBytes}.";
        }

        if (options.TailBytes < 0)
        {
            yield return $"{nameof(UpdateStoreOptions.TailBytes)} is zero or more bytes, but is {options.TailBytes}.";
        }

        if (options.MaintenanceInterval < ShortestInterval || options.MaintenanceInterval > LongestInterval)
        {
            yield return $"{nameof(UpdateStoreOptions.MaintenanceInterval)} is {ShortestInterval} to {LongestInterval}, but is {options.MaintenanceInterval}.";
        }
    }
}
