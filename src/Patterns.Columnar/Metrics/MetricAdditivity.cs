namespace Patterns.Columnar;

/// <summary>Whether answers for parts may be added up to the answer for the whole.</summary>
public enum MetricAdditivity
{
    /// <summary>Along every dimension and over time, such as a sum of sales.</summary>
    Additive,

    /// <summary>Along every dimension but time, such as a balance: over several periods the last one counts.</summary>
    SemiAdditive,

    /// <summary>Never, such as an average, a ratio, or a count of different customers: the whole is computed from the rows.</summary>
    NonAdditive,
}
