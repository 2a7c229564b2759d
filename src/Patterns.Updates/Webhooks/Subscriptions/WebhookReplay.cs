namespace Patterns.Updates;

/// <summary>What is to be sent once more, under the same ids. Immutable.</summary>
public sealed record WebhookReplay
{
    private WebhookReplay(UpdateOffset after, UpdateOffset upTo, bool isOne) => (After, UpTo, IsOne) = (after, upTo, isOne);

    /// <summary>The cursor after which it begins; with <see cref="IsOne"/> the update itself.</summary>
    public UpdateOffset After { get; }

    /// <summary>The last update of it; <see cref="UpdateOffset.Now"/> for everything up to where the endpoint is.</summary>
    public UpdateOffset UpTo { get; }

    /// <summary>Whether it is a single update.</summary>
    public bool IsOne { get; }

    /// <summary>One update.</summary>
    /// <param name="offset">Its offset.</param>
    /// <exception cref="ArgumentException">The offset is not one of an update.</exception>
    public static WebhookReplay One(UpdateOffset offset) => offset.IsStart || offset.IsNow || offset.Sequence == 0
        ? throw new ArgumentException($"'{offset}' is no offset of an update.", nameof(offset))
        : new WebhookReplay(offset, offset, true);

    /// <summary>A part of the feed.</summary>
    /// <param name="after">The cursor after which it begins.</param>
    /// <param name="upTo">The last update of it.</param>
    /// <exception cref="ArgumentException">The end is not behind the beginning.</exception>
    public static WebhookReplay Range(UpdateOffset after, UpdateOffset upTo) => after >= upTo
        ? throw new ArgumentException($"A replay ends behind its beginning, but '{upTo}' is not behind '{after}'.", nameof(upTo))
        : new WebhookReplay(after, upTo, false);

    /// <summary>Everything behind a cursor.</summary>
    /// <param name="after">The cursor; <see cref="UpdateOffset.Start"/> for all that the feed has.</param>
    /// <exception cref="ArgumentException">The cursor is <see cref="UpdateOffset.Now"/>.</exception>
    public static WebhookReplay Since(UpdateOffset after) => Range(after, UpdateOffset.Now);
}
