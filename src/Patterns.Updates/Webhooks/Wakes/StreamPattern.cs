namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>
/// Names of feeds: <c>*</c> is one part between slashes, <c>**</c> any number of parts, none included. Immutable.
/// Source: the Durable Streams protocol, section 6.2.
/// </summary>
internal sealed class StreamPattern
{
    private const string One = "*";
    private const string Any = "**";

    private readonly string[] _parts;

    /// <param name="text">A pattern that <see cref="WhyNot"/> has nothing against.</param>
    public StreamPattern(string text)
    {
        _parts = text.Split('/');
        var plain = _parts.TakeWhile(static part => !part.Contains('*', StringComparison.Ordinal)).Take(_parts.Length - 1);
        Prefix = string.Concat(plain.Select(static part => part + "/"));
    }

    /// <summary>What every name that fits begins with.</summary>
    public string Prefix { get; }

    /// <summary>Says what is wrong with a pattern; null when nothing is.</summary>
    public static string? WhyNot(string text)
        => FeedName.WhyNot(text) is { } whyNot ? $"The pattern: {whyNot}"
            : Array.Exists(text.Split('/'), static part => part.Contains('*', StringComparison.Ordinal) && part is not (One or Any))
                ? $"In a pattern '*' stands for one whole part between slashes and '**' for any number of them, but this one is '{text}'."
            : null;

    /// <summary>Whether a name fits. Takes time by the product of the parts, whatever the pattern.</summary>
    public bool Fits(string name)
    {
        var parts = name.Split('/');

        // fits[n]: the pattern so far fits the first n parts.
        var fits = new bool[parts.Length + 1];
        fits[0] = true;
        foreach (var part in _parts)
        {
            if (part == Any)
            {
                for (var count = 1; count <= parts.Length; count++)
                {
                    fits[count] |= fits[count - 1];
                }

                continue;
            }

            for (var count = parts.Length; count > 0; count--)
            {
                fits[count] = fits[count - 1] && (part == One || part == parts[count - 1]);
            }

            fits[0] = false;
        }

        return fits[parts.Length];
    }
}
