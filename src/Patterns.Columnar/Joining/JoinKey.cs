namespace Patterns.Columnar;

/// <summary>A pair of expressions that are equal in rows that belong together. Types may differ where a comparison would bring them together.</summary>
/// <param name="Build">Over the build side, for example the <c>id</c> of a customer.</param>
/// <param name="Probe">Over the probe side, for example the <c>customer_id</c> of an order.</param>
public sealed record JoinKey(Expression Build, Expression Probe)
{
    /// <summary>Two columns of one name.</summary>
    /// <param name="column">Name of a column of both sides.</param>
    public JoinKey(string column)
        : this(column, column)
    {
    }

    /// <summary>Two columns.</summary>
    /// <param name="buildColumn">Name of a column of the build side.</param>
    /// <param name="probeColumn">Name of a column of the probe side.</param>
    public JoinKey(string buildColumn, string probeColumn)
        : this(Expression.Column(buildColumn), Expression.Column(probeColumn))
    {
    }
}
