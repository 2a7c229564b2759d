using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.Columns;
using Patterns.Tables.Evolution;
using Patterns.Tables.Keys;
using Patterns.Tables.Metrics;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Creation;

/// <summary>What a table is to be like, collected by a builder and checked as a whole.</summary>
internal sealed class TableDefinition(Schema schema)
{
    private readonly Dictionary<string, string> _checks = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, StoredMetric> _metrics = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _features = new(StringComparer.Ordinal);
    private readonly HashSet<string> _properties = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _partitionColumns = [];
    private IReadOnlyList<string> _keyColumns = [];

    public Schema Schema { get; private set; } = schema;

    public string? Description { get; set; }

    public void AddCheck(string name, string sql)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        if (!_checks.TryAdd(name, sql))
        {
            throw new ArgumentException($"There are two checks named '{name}' (case does not matter): {_checks[name]} and {sql}.", nameof(name));
        }

        _ = CheckRule.Create(name, sql, Schema);
        _features.Add(TableFeature.CheckConstraints);
    }

    /// <summary>Gives rows that come without a column a value.</summary>
    public void SetDefault(string column, string sql)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        ColumnValue.RequireDefault(Schema[column], sql);
        Edit(column, FieldRules.DefaultKey, sql);
        _features.Add(TableFeature.ColumnDefaults);
    }

    /// <summary>Computes a column from others.</summary>
    public void SetGeneration(string column, string sql)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        ColumnValue.RequireGeneration(Schema, Schema[column], sql);
        Edit(column, FieldRules.GenerationKey, sql);
        _features.Add(TableFeature.GeneratedColumns);
    }

    /// <summary>Bounds the characters of a text column.</summary>
    public void SetMaxLength(string column, int characters)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(characters, 1);
        if (Schema[column].Type.Kind != DataTypeKind.String)
        {
            throw new ArgumentException($"Column '{column}' is {Schema[column].Type}; only text has a length.", nameof(column));
        }

        Edit(column, FieldRules.TextTypeKey, FormattableString.Invariant($"varchar({characters})"));
    }

    public void AddMetric(StoredMetric metric)
    {
        var resolved = metric.ResolveFor(Schema);
        if (!_metrics.TryAdd(metric.Name, resolved))
        {
            throw new ArgumentException($"There are two metrics named '{metric.Name}' (case does not matter).", nameof(metric));
        }
    }

    public void SetPartitionColumns(IReadOnlyList<string> columns)
    {
        foreach (var column in columns)
        {
            if (Schema[column].Type.IsNested)
            {
                throw new ArgumentException($"Column '{column}' is {Schema[column].Type}; a table is partitioned by columns that are not nested.", nameof(columns));
            }
        }

        if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Count || columns.Count >= Schema.Count)
        {
            throw new ArgumentException($"Partition columns are distinct and not all of the table's {Schema.Count} columns, but were given as: {string.Join(", ", columns)}.", nameof(columns));
        }

        _partitionColumns = [.. columns];
    }

    /// <summary>Marks rows as deleted beside the files.</summary>
    public void UseDeletionVectors()
    {
        _features.Add(TableFeature.DeletionVectors);
        _properties.Add(TableMetadata.DeletionVectorsKey);
    }

    /// <summary>Keeps with every commit which rows it changed.</summary>
    public void KeepChangeFeed()
    {
        _features.Add(TableFeature.ChangeDataFeed);
        _properties.Add(TableMetadata.ChangeFeedKey);
    }

    /// <summary>Declares the key, whose columns are never null.</summary>
    public void SetKey(IReadOnlyList<string> columns)
    {
        if (columns.Count == 0 || columns.Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            throw new ArgumentException($"A key has at least one column and each once, but was given as: {string.Join(", ", columns)}.", nameof(columns));
        }

        foreach (var column in columns)
        {
            if (!TableKey.Allows(Schema[column].Type))
            {
                throw new ArgumentException($"Column '{column}' is {Schema[column].Type}; key columns are neither nested nor floating-point numbers, of which equal ones may differ.", nameof(columns));
            }
        }

        _keyColumns = [.. columns];
        Schema = new Schema([.. Schema.Fields.Select(field => columns.Contains(field.Name) ? field.WithNullable(false) : field)]);
    }

    /// <summary>The first commit of the table.</summary>
    /// <exception cref="ArgumentException">The columns cannot be those of a table.</exception>
    public Commit ToCommit(string tableId, string commitId, long timestamp)
    {
        RequireColumns();
        return new Commit
        {
            Version = 0,
            Info = new CommitInfo
            {
                Timestamp = timestamp,
                Operation = "CREATE TABLE",
                OperationParameters = new Dictionary<string, string> { ["partitionBy"] = PendingCommit.PartitionList(_partitionColumns) },
                IsBlindAppend = true,
                OperationMetrics = new Dictionary<string, string>(),
                EngineInfo = EngineInfo.Text,
                TxnId = commitId,
            },
            Protocol = ProtocolNeeds.Of(Schema, _features),
            Metadata = new TableMetadata
            {
                Id = tableId,
                Description = Description,
                SchemaString = Schema.ToJson(),
                PartitionColumns = _partitionColumns,
                Configuration = Configuration(),
                CreatedTime = timestamp,
            },
        };
    }

    private IReadOnlyDictionary<string, string?> Configuration()
    {
        var configuration = _checks.ToDictionary(static check => TableMetadata.ConstraintKey(check.Key), static string? (check) => check.Value);
        if (_keyColumns.Count > 0)
        {
            configuration.Add(TableKey.ConfigurationKey, TableKey.Format(_keyColumns));
        }

        foreach (var property in _properties)
        {
            configuration.Add(property, "true");
        }

        var metrics = _metrics.Values.Aggregate(new TableMetrics(configuration, Schema, "", 0), static (metrics, metric) => metrics.With(metric.Name, metric));
        foreach (var name in metrics.Names)
        {
            _ = metrics.Resolve(name);
        }

        return metrics.ToConfiguration();
    }

    private void Edit(string column, string key, string value)
        => Schema = SchemaEditor.Edit(Schema, [column], field => field.WithMetadata(key, value));

    private void RequireColumns()
    {
        if (Schema.Count == 0)
        {
            throw new ArgumentException("A table has at least one column, but the schema is empty.", nameof(schema));
        }

        foreach (var group in Schema.Fields.GroupBy(static field => field.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (!ColumnName.IsPlain(group.Key))
            {
                throw new ArgumentException($"The column name '{group.Key}' has a character that Delta tables do not allow in names (space , ; {{ }} ( ) = tab newline). Rename the column.", nameof(schema));
            }

            if (group.Skip(1).Any())
            {
                throw new ArgumentException($"The columns {string.Join(" and ", group.Select(static field => $"'{field.Name}'"))} differ only in case; other engines take them for one. Rename one of them.", nameof(schema));
            }
        }
    }
}
