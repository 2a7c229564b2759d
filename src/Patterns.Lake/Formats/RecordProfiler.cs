using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>Looks at every record of a file and collects what its values can be read as.</summary>
internal abstract class RecordProfiler : RecordConsumer
{
    /// <summary>What was found; called once, after the final window was consumed.</summary>
    public abstract FileProfile Complete();
}
