namespace Patterns.Columnar;

/// <summary>A part of a <see cref="MetricDefinition"/>.</summary>
public enum MetricPart
{
    /// <summary>The name by which the metric is asked for. No part of its meaning.</summary>
    Name,

    /// <summary>What is computed: aggregates and their arguments.</summary>
    Expression,

    /// <summary>What is counted as one: rows, values, or different values of something.</summary>
    Grain,

    /// <summary>Which rows count.</summary>
    Filter,

    /// <summary>The time column, and conditions on time in the filter.</summary>
    Window,

    /// <summary>What the number is measured in.</summary>
    Unit,

    /// <summary>To how many digits behind the point the answer is rounded.</summary>
    Scale,

    /// <summary>How it is rounded.</summary>
    Rounding,

    /// <summary>What may be added up.</summary>
    Additivity,

    /// <summary>The JSON text of the definition as a whole.</summary>
    Text,
}
