namespace Patterns.Lake.Formats.Logs;

/// <summary>What is done with the lines that fit: they are profiled, or turned into rows.</summary>
internal abstract class LogRowHandler
{
    /// <summary>Whether no further line is wanted for now.</summary>
    public abstract bool IsFull { get; }

    /// <summary>Takes the fields of a line.</summary>
    /// <param name="row">The fields.</param>
    /// <param name="line">The line that they are of.</param>
    /// <param name="position">Where the line starts.</param>
    /// <returns>Null, or why the line is to be set aside; then nothing of it was kept.</returns>
    public abstract string? Take(LogRow row, ReadOnlySpan<byte> line, RecordPosition position);
}
