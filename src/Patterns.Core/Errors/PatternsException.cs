namespace Patterns.Core;

/// <summary>
/// The base of every error that the world causes rather than the caller: a corrupt file, an unreachable store, a lost race.
/// Mistakes of the caller are reported by the <see cref="ArgumentException"/> family instead.
/// </summary>
/// <remarks>The message says what happened, where, what was found, what was expected and what to do.</remarks>
public abstract class PatternsException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="code">Stable identifier in the form <c>area.what</c>, for example <c>table.commit-conflict</c>.</param>
    /// <param name="message">What, where, found, expected, what to do.</param>
    /// <param name="innerException">The cause, or null.</param>
    protected PatternsException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        Code = code;
    }

    /// <summary>Stable identifier in the form <c>area.what</c>; safe to switch on, never localised, never renamed.</summary>
    public string Code { get; }
}
