using Patterns.Core;

namespace Patterns.Updates;

/// <summary>The sequence of a writer did not grow. Code <c>updates.writer-sequence</c>.</summary>
public sealed class WriterSequenceException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="last">The sequence that the feed accepted last.</param>
    /// <param name="received">The sequence of the append.</param>
    public WriterSequenceException(string feed, string last, string received)
        : base(
            "updates.writer-sequence",
            $"Feed '{feed}' has accepted the writer sequence '{last}', and '{received}' does not lie behind it in ordinal order. Another writer was faster, or this append was repeated.")
    {
        Feed = feed;
        Last = last;
        Received = received;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }

    /// <summary>The sequence that the feed accepted last.</summary>
    public string Last { get; }

    /// <summary>The sequence of the append.</summary>
    public string Received { get; }
}
