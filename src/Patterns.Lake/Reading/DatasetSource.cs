using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Reading;

/// <summary>Where the rows of a dataset come from. Immutable.</summary>
internal sealed record DatasetSource(IObjectStore Store, LakeOptions Options, NullSpellings NullSpellings, DatasetContent Content)
{
    /// <summary>The batches of a file. The caller owns each batch.</summary>
    public IAsyncEnumerable<ColumnBatch> ReadAsync(LakeFile file, IReadOnlyList<ColumnPlan> columns, ReadReport report, CancellationToken cancellationToken)
        => FileReading.ReadAsync(Store, file, new ReadPlan(columns, NullSpellings, Options.RowsPerBatch), Options.MaxRecordBytes, report, cancellationToken);
}
