namespace Patterns.Lake.Formats;

/// <summary>
/// A record format with the settings of one file. Immutable; each file is read twice by it: a profiler looks at every record and finds the
/// types, then a decoder makes batches of them.
/// </summary>
internal abstract class RecordFormat
{
    /// <summary>Short stable name such as <c>csv</c>, <c>ndjson</c>, <c>json</c>, <c>access-log</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One line for a person: the settings that were detected and by what they were recognised.</summary>
    public abstract string Description { get; }

    /// <summary>Looks at every record of the file.</summary>
    public abstract RecordProfiler CreateProfiler(ProfileContext context);

    /// <summary>Makes batches of the records of the file.</summary>
    public abstract RecordDecoder CreateDecoder(ReadPlan plan, RecordContext context);
}
