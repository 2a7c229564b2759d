namespace Patterns.Updates;

/// <summary>What a read returned. Immutable; safe for use by any number of threads.</summary>
public sealed class UpdatePage
{
    /// <summary>Creates a page. Only backends of a feed do so.</summary>
    /// <param name="from">Where the page begins.</param>
    /// <param name="updates">The updates, in order.</param>
    /// <param name="next">The cursor from which to go on.</param>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public UpdatePage(UpdateOffset from, IReadOnlyList<Update> updates, UpdateOffset next)
    {
        ArgumentNullException.ThrowIfNull(updates);
        From = from;
        Updates = updates;
        Next = next;
    }

    /// <summary>The cursor that was read from, never <see cref="UpdateOffset.Start"/> or <see cref="UpdateOffset.Now"/>: those are told by their place in this feed.</summary>
    public UpdateOffset From { get; }

    /// <summary>The updates, in order. With a filter there can be none although the feed goes on.</summary>
    public IReadOnlyList<Update> Updates { get; }

    /// <summary>The cursor from which to go on: behind the last update that was looked at, so a filter advances it too.</summary>
    public UpdateOffset Next { get; }

    /// <summary>Whether <see cref="Next"/> was the tail when the page was read.</summary>
    public bool IsUpToDate { get; init; }

    /// <summary>Whether <see cref="Next"/> is the end for good: the feed is closed and everything has been read.</summary>
    public bool IsClosed { get; init; }
}
