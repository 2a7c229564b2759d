namespace Patterns.Updates;

/// <summary>An update that is to be appended. The bytes must not change until the append has completed. Safe for use by any number of threads.</summary>
public sealed class NewUpdate
{
    /// <summary>The longest type, key or content type, in UTF-16 characters.</summary>
    public const int MaxTextLength = 1024;

    /// <summary>Creates an update.</summary>
    /// <param name="payload">The bytes; in JSON one whole value. May be empty.</param>
    public NewUpdate(ReadOnlyMemory<byte> payload) => Payload = payload;

    /// <summary>The bytes, as they go over the wire.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>What kind of thing happened, 1 to 1,024 characters; null when the feed does not tell kinds apart.</summary>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    public string? Type { get; init => field = Checked(value, nameof(Type)); }

    /// <summary>What it happened to, 1 to 1,024 characters; null when it is not about one thing.</summary>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    public string? Key { get; init => field = Checked(value, nameof(Key)); }

    /// <summary>Media type of the payload, 1 to 1,024 characters; null for that of the feed.</summary>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    public string? ContentType { get; init => field = Checked(value, nameof(ContentType)); }

    /// <summary>When it happened; null for the moment of appending. Kept to 100 ns in UTC.</summary>
    public DateTimeOffset? Time { get; init; }

    private static string? Checked(string? text, string name) => text is null or { Length: > 0 and <= MaxTextLength }
        ? text
        : throw new ArgumentException($"{name} has 1 to {MaxTextLength} characters or is null, but has {text.Length}.", name);
}
