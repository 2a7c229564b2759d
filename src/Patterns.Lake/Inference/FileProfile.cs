namespace Patterns.Lake.Inference;

/// <summary>What a profiler found in a file.</summary>
/// <param name="columns">The accepted records: their number is <see cref="ObjectProfile.Count"/>.</param>
/// <param name="rowsSetAside">Records that cannot be read.</param>
/// <param name="notes">What a person should know of the file besides, one sentence each: repairs made to names, oddities met.</param>
internal sealed class FileProfile(ObjectProfile columns, long rowsSetAside, IReadOnlyList<string> notes)
{
    public ObjectProfile Columns { get; } = columns;

    public long RowsSetAside { get; } = rowsSetAside;

    public IReadOnlyList<string> Notes { get; } = notes;

    public long RowsRead => Columns.Count + RowsSetAside;
}
