namespace Patterns.Updates.Postgres.Storage;

/// <summary>Names of schemas that may stand in the text of a statement as they are.</summary>
internal static class SchemaName
{
    public const string Default = "patterns_updates";

    /// <summary>Who creates tables holds this lock until its transaction ends: "IF NOT EXISTS" alone is a race.</summary>
    public const long LockKey = 0x50617474;

    private const int MaxLength = 48;

    /// <exception cref="ArgumentException">The name is none of these.</exception>
    public static void ThrowIfInvalid(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength || !char.IsAsciiLetterLower(name[0])
            || !name.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_'))
        {
            throw new ArgumentException($"The name of a schema is 1 to {MaxLength} lower-case letters, digits and underscores and begins with a letter, but is '{name}'.");
        }
    }
}
