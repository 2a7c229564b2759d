using Patterns.Core;

namespace Patterns.Updates;

/// <summary>The disk failed while updates were being made durable, so nobody can say what it has. The feed takes no more appends until it is opened again; what was read before can still be read. Code <c>updates.log-failed</c>.</summary>
public sealed class UpdateLogFailedException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="innerException">The cause.</param>
    public UpdateLogFailedException(string feed, Exception? innerException)
        : base(
            "updates.log-failed",
            $"Feed '{feed}' takes no appends since its disk failed while it was made durable: {innerException?.Message} Whether the last batch is there is not known. Repair the disk and start the process again; what is whole then is kept. Producers with sequences may repeat their batches safely.",
            innerException)
    {
        Feed = feed;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }
}
