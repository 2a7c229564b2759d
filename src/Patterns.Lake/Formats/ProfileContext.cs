using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>What a profiler needs to know besides.</summary>
internal sealed class ProfileContext : RecordContext
{
    /// <summary>The texts that stand for null in columns that are not text.</summary>
    public required NullSpellings NullSpellings { get; init; }
}
