using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A cursor from which the feed cannot go on without a gap. Code <c>updates.offset-gone</c>.</summary>
public sealed class OffsetGoneException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="feed">Name of the feed.</param>
    /// <param name="offset">The cursor.</param>
    /// <param name="reason">Why reading cannot go on from there.</param>
    /// <param name="earliest">The earliest cursor from which it can.</param>
    /// <param name="tail">The end of the feed.</param>
    public OffsetGoneException(string feed, UpdateOffset offset, OffsetGoneReason reason, UpdateOffset earliest, UpdateOffset tail)
        : base(
            "updates.offset-gone",
            $"Feed '{feed}' cannot go on from {offset}: {Explain(reason)}. It has {earliest} to {tail}. Begin at one of these, and load what was missed from where it is kept.")
    {
        Feed = feed;
        Offset = offset;
        Reason = reason;
        Earliest = earliest;
        Tail = tail;
    }

    /// <summary>Name of the feed.</summary>
    public string Feed { get; }

    /// <summary>The cursor.</summary>
    public UpdateOffset Offset { get; }

    /// <summary>Why reading cannot go on from there.</summary>
    public OffsetGoneReason Reason { get; }

    /// <summary>The earliest cursor from which reading can go on.</summary>
    public UpdateOffset Earliest { get; }

    /// <summary>The end of the feed.</summary>
    public UpdateOffset Tail { get; }

    private static string Explain(OffsetGoneReason reason) => reason switch
    {
        OffsetGoneReason.Forgotten => "updates behind it were forgotten",
        OffsetGoneReason.Ahead => "it lies behind the end, so updates that were read have been lost",
        _ => "it is of another feed, or of one of this name that was deleted",
    };
}
