namespace Patterns.Lake.Formats.Logs;

/// <summary>
/// How the lines of a log are written. A pattern walks over a line once, from left to right, and never goes back. It may remember what it
/// has met; each reader has its own.
/// </summary>
internal abstract class LogPattern
{
    /// <summary>Short stable name such as <c>access-log</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for a person.</summary>
    public abstract string Description { get; }

    /// <summary>What a person should know of the values met so far, one sentence each.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>The share of the lines that must fit before the pattern is taken to be the file's.</summary>
    public virtual double LeastShare => 0.5;

    /// <summary>Takes a line apart.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="row">Takes the fields; empty at first.</param>
    /// <returns>Null, or why the line does not fit: what was expected and what was found.</returns>
    public abstract string? Parse(ReadOnlySpan<byte> line, LogRow row);
}
