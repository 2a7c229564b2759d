using Patterns.Tables.Delta.DeletionVectors;

namespace Patterns.Tables.Reading;

/// <summary>What was found out about a data file when it was opened.</summary>
/// <param name="Name">Path and size.</param>
/// <param name="Columns">What the columns of the table are in it.</param>
/// <param name="Deleted">Its rows that do not count; null when all do.</param>
/// <param name="Measure">Where it is counted what is read; null for nowhere.</param>
internal sealed record OpenedFile((string Path, long Bytes) Name, FileColumns Columns, DeletedRows? Deleted, ScanMeasure? Measure);
