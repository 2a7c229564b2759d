using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Delta.Checkpoints;

/// <summary>Reads checkpoints of every kind that the protocol knows: classic, multi-part, and V2 as Parquet or JSON with sidecars.</summary>
/// <remarks>Source: Delta transaction log protocol, "Checkpoints" and "V2 Spec".</remarks>
internal sealed class CheckpointReader(IObjectStore store, string tablePath)
{
    private const string AddColumn = "add";
    private const string StatisticsField = "stats";
    private const string ParsedStatisticsField = "stats_parsed";

    private static readonly RowBinder<CheckpointRow> Rows = new(new RowBinderOptions { Naming = ColumnNaming.CamelCase });

    private readonly string _folder = ObjectPath.Combine(tablePath, LogFileName.Folder);

    /// <summary>The state that a checkpoint holds.</summary>
    /// <exception cref="TableLogException">A file of it is damaged or missing.</exception>
    public async Task<Snapshot> ReadAsync(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        var lines = new List<LogLine>();
        foreach (var name in checkpoint.Names)
        {
            await ReadAsync(ObjectPath.Combine(_folder, name), lines, cancellationToken).ConfigureAwait(false);
        }

        foreach (var sidecar in lines.Select(static line => line.Sidecar).OfType<Sidecar>().ToList())
        {
            await ReadAsync(PathOf(sidecar), lines, cancellationToken).ConfigureAwait(false);
        }

        return Snapshot.FromCheckpoint(Commit.Of(checkpoint.Version, lines), tablePath);
    }

    private string PathOf(Sidecar sidecar)
        => sidecar.Path.Contains('/', StringComparison.Ordinal)
            ? DeltaPath.Resolve(tablePath, sidecar.Path)
            : ObjectPath.Combine(ObjectPath.Combine(_folder, "_sidecars"), sidecar.Path);

    private async Task ReadAsync(string path, List<LogLine> lines, CancellationToken cancellationToken)
    {
        try
        {
            if (path.EndsWith(".json", StringComparison.Ordinal))
            {
                lines.AddRange(LogLine.Parse(await store.ReadAllAsync(path, cancellationToken).ConfigureAwait(false), path));
            }
            else
            {
                await ReadParquetAsync(path, lines, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is ObjectNotFoundException or ParquetFormatException or RowBindingException)
        {
            throw Damaged(path, exception.Message, exception);
        }
    }

    private async Task ReadParquetAsync(string path, List<LogLine> lines, CancellationToken cancellationToken)
    {
        var file = await ParquetFile.OpenAsync(store, path, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var projections = Projections(path, file.Schema);
            await foreach (var batch in file.ReadAsync([.. projections.Keys], cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                using (batch)
                {
                    Collect(batch, projections, lines);
                }
            }
        }
    }

    /// <summary>How the columns of a checkpoint become actions as this library knows them, by name.</summary>
    private static Dictionary<string, ColumnProjection> Projections(string path, Schema found)
    {
        var projections = new Dictionary<string, ColumnProjection>(StringComparer.Ordinal);
        foreach (var field in Rows.Schema.Fields.Where(field => found.IndexOf(field.Name) >= 0))
        {
            projections[field.Name] = ColumnProjection.TryCreate(found[field.Name].Type, field.Type)
                ?? throw Damaged(path, $"its column '{field.Name}' is {found[field.Name].Type}, where {field.Type} was expected", null);
        }

        return projections.Count > 0 ? projections : throw Damaged(path, $"it has no column of a checkpoint, but {found}", null);
    }

    private static void Collect(ColumnBatch batch, Dictionary<string, ColumnProjection> projections, List<LogLine> lines)
    {
        using var statistics = ParsedStatistics(batch);
        using var rows = new ColumnBatch(
            Rows.Schema,
            batch.RowCount,
            [.. Rows.Schema.Fields.Select(field => projections.TryGetValue(field.Name, out var projection) ? projection.Apply(batch.Column(field.Name)) : Nulls(field, batch.RowCount))]);
        var row = 0;
        foreach (var action in Rows.Read(rows))
        {
            lines.Add(action is { Add: { Stats: null } add } && statistics?.GetValue(row) is string text
                ? new LogLine { Add = add with { Stats = text } }
                : action.ToLine());
            row++;
        }
    }

    private static Column Nulls(Field field, int count)
    {
        using var builder = ColumnBuilder.Create(field.Type);
        builder.AppendNulls(count);
        return builder.Build();
    }

    /// <summary>The statistics as JSON where a checkpoint holds them as columns instead.</summary>
    private static BinaryColumn? ParsedStatistics(ColumnBatch batch)
    {
        if (batch.Schema.IndexOf(AddColumn) < 0 || batch.Column(AddColumn) is not StructColumn { Type: StructType type } adds)
        {
            return null;
        }

        var parsed = type.IndexOf(ParsedStatisticsField);
        return parsed < 0 || type.IndexOf(StatisticsField) >= 0 ? null : JsonText.FromColumn(adds.Fields[parsed]);
    }

    private static TableLogException Damaged(string path, string problem, Exception? cause) => new(
        path,
        null,
        $"The checkpoint '{path}' cannot be read: {problem}. Delete it if the commits before it are still there; otherwise restore it from a backup or another copy of the table.",
        cause);
}
