using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>What the row groups of one file share: options, workspaces and the statistics of each column over the whole file.</summary>
internal sealed class WriterContext(ParquetWriterOptions options) : IDisposable
{
    private static readonly ParquetColumnOptions Defaults = new();

    private readonly Dictionary<int, ColumnSummary> _summaries = [];

    public ParquetWriterOptions Options => options;

    public EncodingWorkspace.Pool Workspaces { get; } = new(options);

    /// <summary>How a leaf is written.</summary>
    public ParquetColumnOptions OptionsOf(SchemaNode leaf) => options.Columns.GetValueOrDefault(leaf.DottedPath, Defaults);

    /// <summary>The statistics of a leaf, created when it is first asked for.</summary>
    public TSummary Summary<TSummary>(SchemaNode leaf, Func<TSummary> create)
        where TSummary : ColumnSummary
    {
        if (!_summaries.TryGetValue(leaf.LeafIndex, out var summary))
        {
            _summaries.Add(leaf.LeafIndex, summary = create());
        }

        return (TSummary)summary;
    }

    public ColumnSummary Summary(SchemaNode leaf) => _summaries[leaf.LeafIndex];

    public void Dispose() => Workspaces.Dispose();
}
