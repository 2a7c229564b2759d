using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Metrics;

/// <summary>The metrics of a table at one version. Immutable.</summary>
internal sealed class TableMetrics
{
    private const string Prefix = "patterns.metric.";
    private const int MaxDepth = 16;

    private readonly IReadOnlyDictionary<string, string?> _configuration;
    private readonly Schema _schema;
    private readonly string _tablePath;
    private readonly long _version;

    public TableMetrics(IReadOnlyDictionary<string, string?> configuration, Schema schema, string tablePath, long version)
    {
        _configuration = configuration;
        _schema = schema;
        _tablePath = tablePath;
        _version = version;
        Names = [.. configuration.Where(static pair => pair.Value is not null && pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(static pair => pair.Key[Prefix.Length..]).Order(StringComparer.Ordinal)];
    }

    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<string> Names { get; }

    public static TableMetrics Of(Snapshot snapshot, string tablePath) => new(snapshot.Metadata.Configuration, snapshot.Schema, tablePath, snapshot.Version);

    public static string KeyOf(string metric) => Prefix + metric;

    /// <summary>What the configuration says of a metric; null when there is none.</summary>
    public static string? TextOf(TableMetadata metadata, string metric) => metadata.Configuration.GetValueOrDefault(KeyOf(metric));

    /// <summary>Whether two metadata differ in metrics, which no row was checked against, and in nothing else.</summary>
    public static bool DifferAlone(TableMetadata first, TableMetadata second)
        => (first.Id, first.Name, first.Description, first.SchemaString, first.Format.Provider) == (second.Id, second.Name, second.Description, second.SchemaString, second.Format.Provider)
            && first.PartitionColumns.SequenceEqual(second.PartitionColumns)
            && Part(first, isMetric: false).SetEquals(Part(second, isMetric: false))
            && !Part(first, isMetric: true).SetEquals(Part(second, isMetric: true));

    /// <summary>What is stored of a metric; null when there is none.</summary>
    public string? TextOf(string metric) => _configuration.GetValueOrDefault(KeyOf(metric));

    /// <summary>The stored metric; null when there is none.</summary>
    public StoredMetric? Find(string metric) => _configuration.GetValueOrDefault(KeyOf(metric)) is { } json ? StoredMetric.FromJson(metric, json) : null;

    /// <summary>The metric, derived ones written out, with the columns of the table.</summary>
    /// <exception cref="MetricNotFoundException">There is none of that name.</exception>
    /// <exception cref="MetricReferenceException">It is derived from metrics that are not there, or from itself.</exception>
    /// <exception cref="MetricDefinitionException">It does not fit the columns of the table.</exception>
    public ResolvedMetric Resolve(string metric)
    {
        var stored = Find(metric) ?? throw new MetricNotFoundException(_tablePath, _version, metric, Names);
        return new ResolvedMetric(Expand(stored, 0).ResolveFor(_schema), _version);
    }

    /// <summary>All metrics by name.</summary>
    public IReadOnlyDictionary<string, MetricDefinition> Definitions() => Names.ToDictionary(static name => name, name => Resolve(name).Definition, StringComparer.Ordinal);

    /// <summary>The metrics that are derived from one directly.</summary>
    public IReadOnlyList<string> DerivedFrom(string metric) => [.. Names.Where(name => Find(name)!.References.Contains(metric, StringComparer.Ordinal))];

    /// <summary>The metrics with one exchanged, added, or with null taken out.</summary>
    public TableMetrics With(string metric, StoredMetric? stored)
    {
        var configuration = new Dictionary<string, string?>(_configuration, StringComparer.Ordinal);
        if (stored is null)
        {
            configuration.Remove(KeyOf(metric));
        }
        else
        {
            configuration[KeyOf(metric)] = stored.ToJson();
        }

        return new TableMetrics(configuration, _schema, _tablePath, _version);
    }

    /// <summary>The configuration of the table with these metrics.</summary>
    public IReadOnlyDictionary<string, string?> ToConfiguration() => _configuration;

    private static HashSet<KeyValuePair<string, string?>> Part(TableMetadata metadata, bool isMetric)
        => [.. metadata.Configuration.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal) == isMetric)];

    private MetricDefinition Expand(StoredMetric stored, int depth)
    {
        if (stored is not DerivedMetric derived)
        {
            return ((DirectMetric)stored).Definition;
        }

        if (depth >= MaxDepth)
        {
            throw new MetricReferenceException(derived.Name, $"it is derived from itself, or over more than {MaxDepth} steps. Derive it from metrics of rows.");
        }

        var bases = new Dictionary<string, MetricDefinition>(StringComparer.Ordinal);
        foreach (var name in derived.References)
        {
            var other = Find(name) ?? throw new MetricReferenceException(
                derived.Name,
                $"'{name}' stands outside of an aggregate and is no metric of table '{_tablePath}'. Metrics are {(Names.Count == 0 ? "none" : string.Join(", ", Names))}; of a column, write for example sum({name}).");
            bases.Add(name, Expand(other, depth + 1));
        }

        return MetricExpansion.Expand(derived, bases);
    }
}
