namespace Patterns.Tables;

/// <summary>Which definition of a metric counts when the data of a version of the past is asked.</summary>
public enum MetricDefinitionAt
{
    /// <summary>The one that the table had at the version whose data is asked.</summary>
    Version,

    /// <summary>The one that the table has at its latest version.</summary>
    Today,
}
