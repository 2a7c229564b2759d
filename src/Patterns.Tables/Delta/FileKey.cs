namespace Patterns.Tables.Delta;

/// <summary>The identity of a data file in the log: its path and which of its rows are deleted.</summary>
/// <remarks>Source: Delta transaction log protocol, "Action Reconciliation".</remarks>
internal readonly record struct FileKey(string Path, string? DeletionVectorId)
{
    public static FileKey Of(AddFile add) => new(DeltaPath.Canonical(add.Path), add.DeletionVector?.UniqueId);

    public static FileKey Of(RemoveFile remove) => new(DeltaPath.Canonical(remove.Path), remove.DeletionVector?.UniqueId);
}
