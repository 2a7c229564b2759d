using Microsoft.Extensions.Options;
using Patterns.Core;

namespace Patterns.Storage.S3.Registration;

/// <summary>Checks the options when the host starts. The messages give the limit, the unit and the value.</summary>
internal sealed class S3ObjectStoreOptionsValidator : IValidateOptions<S3ObjectStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, S3ObjectStoreOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static IEnumerable<string> Failures(S3ObjectStoreOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Bucket))
        {
            yield return $"{nameof(S3ObjectStoreOptions.Bucket)} is the name of a bucket, but is empty.";
        }

        if (options.KeyPrefix is null || (options.KeyPrefix.Length > 0 && !ObjectPath.IsValid(options.KeyPrefix.TrimEnd('/'))))
        {
            yield return $"{nameof(S3ObjectStoreOptions.KeyPrefix)} is empty or the beginning of paths, such as 'lake/', but is '{options.KeyPrefix}'.";
        }

        if (options.ServiceUrl is { IsAbsoluteUri: false })
        {
            yield return $"{nameof(S3ObjectStoreOptions.ServiceUrl)} is an absolute address, such as http://localhost:9000, but is '{options.ServiceUrl}'.";
        }

        if (string.IsNullOrWhiteSpace(options.Region))
        {
            yield return $"{nameof(S3ObjectStoreOptions.Region)} is a region, such as us-east-1, but is empty.";
        }

        if ((options.AccessKey is null) != (options.SecretKey is null))
        {
            yield return $"{nameof(S3ObjectStoreOptions.AccessKey)} and {nameof(S3ObjectStoreOptions.SecretKey)} are given together or not at all, but only one of them is.";
        }

        if (options.PartBytes is < S3ObjectStoreOptions.MinPartBytes or > S3ObjectStoreOptions.MaxPartBytes)
        {
            yield return $"{nameof(S3ObjectStoreOptions.PartBytes)} is {S3ObjectStoreOptions.MinPartBytes} to {S3ObjectStoreOptions.MaxPartBytes} bytes, but is {options.PartBytes}.";
        }

        if (options.MaxAttempts is < 1 or > S3ObjectStoreOptions.MaxAttemptsLimit)
        {
            yield return $"{nameof(S3ObjectStoreOptions.MaxAttempts)} is 1 to {S3ObjectStoreOptions.MaxAttemptsLimit} tries, but is {options.MaxAttempts}.";
        }

        if (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > S3ObjectStoreOptions.MaxRequestTimeout)
        {
            yield return $"{nameof(S3ObjectStoreOptions.RequestTimeout)} is above zero and at most {S3ObjectStoreOptions.MaxRequestTimeout}, but is {options.RequestTimeout}.";
        }
    }
}
