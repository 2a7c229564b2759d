using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Reading;

namespace Patterns.Lake;

/// <summary>
/// Files that are read as one set of rows: the files, the schema that keeps every value of theirs, and reads of chosen columns. Immutable and
/// safe for use by several threads; each read is its own.
/// </summary>
public sealed class LakeDataset
{
    private readonly DatasetSource _source;
    private readonly IReadOnlyList<ColumnPlan> _columns;
    private readonly Expression? _filter;

    internal LakeDataset(string name, DatasetSource source)
        : this(name, source, source.Content.Schema.Plans, null)
    {
    }

    private LakeDataset(string name, DatasetSource source, IReadOnlyList<ColumnPlan> columns, Expression? filter)
    {
        Name = name;
        _source = source;
        _columns = columns;
        _filter = filter;
        BatchSchema = new Schema([.. columns.Select(static column => new Field(column.Name, column.Value.Type))]);
    }

    /// <summary>The pattern or the name that it was opened by.</summary>
    public string Name { get; }

    /// <summary>The files that are read, in ordinal order of their paths.</summary>
    public IReadOnlyList<LakeFile> Files => _source.Content.Files;

    /// <summary>The files that were found and cannot be read as rows; reads leave them out.</summary>
    public IReadOnlyList<FileProblem> Problems => _source.Content.Problems;

    /// <summary>The schema of all columns, with evidence.</summary>
    public InferredSchema Schema => _source.Content.Schema;

    /// <summary>The schema of the batches: of the columns selected, else of all.</summary>
    public Schema BatchSchema { get; }

    /// <summary>The same dataset with only some columns to be read. Other columns cost nothing but being skipped.</summary>
    /// <param name="columns">Exact names in the order wanted; none to count rows only.</param>
    /// <exception cref="ArgumentException">A name does not exist or is asked for twice.</exception>
    public LakeDataset Select(params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _ = BatchSchema.Select(columns);
        return new LakeDataset(Name, _source, [.. columns.Select(name => _columns[BatchSchema.IndexOf(name)])], _filter);
    }

    /// <summary>The same dataset with only the rows for which a condition is true, besides conditions given before.</summary>
    /// <param name="condition">A boolean expression in Spark SQL over any columns of <see cref="Schema"/>, such as <c>country = 'NL' AND amount &gt; 10</c>.</param>
    /// <exception cref="PatternsException">The text is no expression, or does not fit the schema; the message says where and what was expected.</exception>
    public LakeDataset Where(string condition) => Where(Expression.Parse(condition));

    /// <summary>The same dataset with only the rows for which a condition is true, besides conditions given before.</summary>
    /// <param name="condition">A boolean expression over any columns of <see cref="Schema"/>.</param>
    /// <exception cref="ArgumentException">The condition is not boolean.</exception>
    /// <exception cref="PatternsException">The condition does not fit the schema.</exception>
    public LakeDataset Where(Expression condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var type = condition.Bind(Schema.Schema).Type;
        return type.Kind == DataTypeKind.Boolean
            ? new LakeDataset(Name, _source, _columns, _filter is null ? condition : Expression.And(_filter, condition))
            : throw new ArgumentException($"'{condition}' is {type}; a condition is boolean.", nameof(condition));
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
        return _filter is null
            ? _source.ReadAsync(file, _columns, report ?? new ReadReport(), cancellationToken)
            : FilteredReading.ReadAsync(_source, file, _columns, _filter, report ?? new ReadReport(), cancellationToken);
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

    /// <summary>Counts the rows of a read: all well-formed ones, or those for which the conditions are true.</summary>
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
