using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Inference;
using Patterns.Lake.Reading;

namespace Patterns.Lake;

/// <summary>
/// Files that are read as one set of rows: the files, the schema that keeps every value of theirs, and reads of chosen columns. Immutable and
/// safe for use by several threads; each read is its own.
/// </summary>
public sealed class LakeDataset
{
    private readonly IObjectStore _store;
    private readonly LakeOptions _options;
    private readonly NullSpellings _nullSpellings;
    private readonly IReadOnlyList<ColumnPlan> _columns;

    internal LakeDataset(string name, IObjectStore store, LakeOptions options, NullSpellings nullSpellings, DatasetContent content)
        : this(name, store, options, nullSpellings, content, content.Schema.Plans)
    {
    }

    private LakeDataset(string name, IObjectStore store, LakeOptions options, NullSpellings nullSpellings, DatasetContent content, IReadOnlyList<ColumnPlan> columns)
    {
        Name = name;
        Content = content;
        _store = store;
        _options = options;
        _nullSpellings = nullSpellings;
        _columns = columns;
        BatchSchema = new Schema([.. columns.Select(static column => new Field(column.Name, column.Value.Type))]);
    }

    /// <summary>The pattern or the name that it was opened by.</summary>
    public string Name { get; }

    /// <summary>The files that are read, in ordinal order of their paths.</summary>
    public IReadOnlyList<LakeFile> Files => Content.Files;

    /// <summary>The files that were found and cannot be read as rows; reads leave them out.</summary>
    public IReadOnlyList<FileProblem> Problems => Content.Problems;

    /// <summary>The schema of all columns, with evidence.</summary>
    public InferredSchema Schema => Content.Schema;

    /// <summary>The schema of the batches: of the columns selected, else of all.</summary>
    public Schema BatchSchema { get; }

    private DatasetContent Content { get; }

    /// <summary>The same dataset with only some columns to be read. Other columns cost nothing but being skipped.</summary>
    /// <param name="columns">Exact names in the order wanted; none to count rows only.</param>
    /// <exception cref="ArgumentException">A name does not exist or is asked for twice.</exception>
    public LakeDataset Select(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _ = BatchSchema.Select(columns);
        return new LakeDataset(Name, _store, _options, _nullSpellings, Content, [.. columns.Select(name => _columns[BatchSchema.IndexOf(name)])]);
    }

    /// <summary>Reads all files, one after the other. Every row is in a batch or in the report, none in both.</summary>
    /// <param name="report">Takes counts and rows set aside; null to do without.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Batches of <see cref="BatchSchema"/>, which the caller owns and disposes; a batch never spans files.</returns>
    /// <exception cref="LakeFormatException">A file is damaged, or has changed since it was opened.</exception>
    public async IAsyncEnumerable<ColumnBatch> ReadBatchesAsync(ReadReport? report = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        report ??= new ReadReport();
        foreach (var file in Files)
        {
            await foreach (var batch in ReadBatchesAsync(file, report, cancellationToken).ConfigureAwait(false))
            {
                yield return batch;
            }
        }
    }

    /// <summary>Reads one file.</summary>
    /// <param name="file">One of <see cref="Files"/>.</param>
    /// <param name="report">Takes counts and rows set aside; null to do without.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>Batches of <see cref="BatchSchema"/>, which the caller owns and disposes.</returns>
    /// <exception cref="LakeFormatException">The file is damaged, or has changed since it was opened.</exception>
    public IAsyncEnumerable<ColumnBatch> ReadBatchesAsync(LakeFile file, ReadReport? report = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var plan = new ReadPlan(_columns, _nullSpellings, _options.RowsPerBatch);
        return FileReading.ReadAsync(_store, file, plan, _options.MaxRecordBytes, report ?? new ReadReport(), cancellationToken);
    }

    /// <summary>Reads all files as objects of a class, record or struct, bound by <see cref="RowBinder{T}"/> to the columns of their names.</summary>
    /// <typeparam name="T">The row type.</typeparam>
    /// <param name="report">Takes counts and rows set aside; null to do without.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="RowBindingException">A column is missing or of a type that its property cannot hold, or a null meets a property that is never null.</exception>
    /// <exception cref="LakeFormatException">A file is damaged, or has changed since it was opened.</exception>
    public async IAsyncEnumerable<T> ReadAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        ReadReport? report = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var binder = new RowBinder<T>();
        await foreach (var batch in ReadBatchesAsync(report, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                foreach (var row in binder.Read(batch))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>Counts the rows that a read accepts when no column is converted.</summary>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <exception cref="LakeFormatException">A file is damaged, or has changed since it was opened.</exception>
    public async Task<long> CountAsync(CancellationToken cancellationToken = default)
    {
        var count = 0L;
        await foreach (var batch in Select().ReadBatchesAsync(null, cancellationToken).ConfigureAwait(false))
        {
            count += batch.RowCount;
            batch.Dispose();
        }

        return count;
    }
}
