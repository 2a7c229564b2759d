namespace Patterns.Updates;

/// <summary>Bounds of an <see cref="EventStreamReader"/>. Immutable; safe for use by any number of threads.</summary>
public sealed record EventStreamReaderOptions
{
    /// <summary>The default of <see cref="MaxEventBytes"/>, 16 MiB.</summary>
    public const int DefaultMaxEventBytes = 16 * 1024 * 1024;

    /// <summary>The bytes that the data of one event, and any line, may have, 1 or more; 16 MiB by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int MaxEventBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = DefaultMaxEventBytes;

    /// <summary>Whether comments are items; false, the default, skips them.</summary>
    public bool Comments { get; init; }
}
