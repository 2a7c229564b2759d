using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>Looks at every record of a file and collects what its values can be read as.</summary>
internal abstract class RecordProfiler : RecordConsumer
{
    /// <summary>A format that may read the file better, as all of its records show; null when there is none. Known once everything is consumed.</summary>
    public virtual RecordFormat? Alternative => null;

    /// <summary>What was found; called once, after the final window was consumed.</summary>
    public abstract FileProfile Complete();
}
