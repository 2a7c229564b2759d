using Patterns.Core;

namespace Patterns.Updates;

/// <summary>There was no space for an append. Nothing of it is there, nothing else was lost, and the feed goes on as soon as there is space. Code <c>updates.storage-full</c>.</summary>
public sealed class UpdateStorageFullException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="innerException">The cause.</param>
    public UpdateStorageFullException(string feed, Exception? innerException)
        : base(
            "updates.storage-full",
            $"Feed '{feed}' could not append: {innerException?.Message} Nothing was appended. Make space, or shorten the retention, and append again.",
            innerException)
    {
        Feed = feed;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }
}
