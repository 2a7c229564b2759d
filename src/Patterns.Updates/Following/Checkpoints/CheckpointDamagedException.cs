using Patterns.Core;

namespace Patterns.Updates;

/// <summary>The file of a checkpoint is not one. Code <c>updates.checkpoint-damaged</c>.</summary>
public sealed class CheckpointDamagedException : PatternsException
{
    internal CheckpointDamagedException(string path)
        : base(
            "updates.checkpoint-damaged",
            $"'{path}' is not a checkpoint: it has the line 'patterns-checkpoint-1', a line with a cursor, and a line end. "
            + "Restore the file, or delete it to begin where the options say.")
    {
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }
}
