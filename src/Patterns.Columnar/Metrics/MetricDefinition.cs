using Patterns.Columnar.Metrics;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// What a business number means: aggregates of the rows that pass a filter, with unit, rounding and additivity, so that everybody who asks for it
/// gets the same answer. Immutable, compared by what was written, safe to share between threads. Definitions that mean the same have the same
/// <see cref="Hash"/> however they are written.
/// </summary>
/// <remarks>
/// The expression is one aggregate, or arithmetic on aggregates such as <c>sum(amount) / nullif(count(*), 0)</c>, computed after aggregation.
/// The aggregates are those of <see cref="Columnar.Aggregate"/>.
/// </remarks>
public sealed record MetricDefinition
{
    /// <summary>The most digits behind the point.</summary>
    public const int MaxScale = DecimalType.MaxPrecision;

    private readonly string? _timeColumn;
    private readonly string? _unit;
    private readonly int? _scale;
    private readonly MetricRounding _rounding;
    private readonly MetricAdditivity _additivity;

    /// <summary>Defines a metric in Spark SQL.</summary>
    /// <param name="name">The name, for example <c>revenue</c>; not blank, without control characters.</param>
    /// <param name="expression">For example <c>sum(amount)</c>.</param>
    /// <param name="filter">Which rows count, for example <c>status = 'paid'</c>; null means all. Rows for which it is null do not count.</param>
    /// <exception cref="MetricDefinitionException">A text is no expression, or no aggregate.</exception>
    public MetricDefinition(string name, string expression, string? filter = null)
        : this(
            name,
            MetricText.Parse(name, MetricPart.Expression, expression ?? throw new ArgumentNullException(nameof(expression))),
            filter is null ? null : MetricText.Parse(name, MetricPart.Filter, filter))
    {
    }

    /// <summary>Defines a metric.</summary>
    /// <param name="name">The name, for example <c>revenue</c>; not blank, without control characters.</param>
    /// <param name="expression">An aggregate, or a scalar expression of aggregates.</param>
    /// <param name="filter">Which rows count; null means all. Rows for which it is null do not count.</param>
    /// <exception cref="MetricDefinitionException">The expression has no aggregate, a column outside of an aggregate, or aggregates in each other.</exception>
    public MetricDefinition(string name, Expression expression, Expression? filter = null)
    {
        ArgumentNullException.ThrowIfNull(expression);
        Name = MetricText.Require(name, MetricPart.Name, name);
        Expression = expression;
        Filter = filter;
        Aggregates = MetricAggregates.Of(name, expression);
        MetricAggregates.RequireNone(name, filter);
        (Meaning, MeaningOfFilter) = MetricNormalForm.Of(name, expression, filter);
        _additivity = DefaultAdditivity;
    }

    /// <summary>The name by which the metric is asked for.</summary>
    public string Name { get; }

    /// <summary>What is computed, as it was written.</summary>
    public Expression Expression { get; }

    /// <summary>Which rows count, as it was written; null means all.</summary>
    public Expression? Filter { get; }

    /// <summary>The aggregates that the expression is made of, each once, in the order in which they are written; at least one.</summary>
    public IReadOnlyList<Aggregate> Aggregates { get; }

    /// <summary>The date or timestamp column that decides into which period a row falls; null when the metric has no periods.</summary>
    /// <exception cref="MetricDefinitionException">The name is blank or has control characters.</exception>
    public string? TimeColumn
    {
        get => _timeColumn;
        init => _timeColumn = value is null ? null : MetricText.Require(Name, MetricPart.Window, value);
    }

    /// <summary>What the number is measured in, for example <c>EUR</c> or <c>orders</c>; null when nothing is said.</summary>
    /// <exception cref="MetricDefinitionException">The unit is blank or has control characters.</exception>
    public string? Unit
    {
        get => _unit;
        init => _unit = value is null ? null : MetricText.Require(Name, MetricPart.Unit, value);
    }

    /// <summary>Digits behind the point to which the answer is rounded, 0 to 38; null means that it is not rounded.</summary>
    /// <exception cref="MetricDefinitionException">The number is out of range.</exception>
    public int? Scale
    {
        get => _scale;
        init => _scale = value is null or (>= 0 and <= MaxScale)
            ? value
            : throw new MetricDefinitionException(Name, MetricPart.Scale, $"{value} digits behind the point; give 0 to {MaxScale}, or none for an answer that is not rounded.");
    }

    /// <summary>How the answer is rounded to <see cref="Scale"/>; half up unless something else is said.</summary>
    /// <exception cref="MetricDefinitionException">The value is not defined.</exception>
    public MetricRounding Rounding
    {
        get => _rounding;
        init => _rounding = Enum.IsDefined(value) ? value : throw new MetricDefinitionException(Name, MetricPart.Rounding, $"{value} is no way of rounding.");
    }

    /// <summary>
    /// What may be added up. Unless something else is said, one sum or count is additive and everything else is not.
    /// </summary>
    /// <exception cref="MetricDefinitionException">Only one sum or count, rounded or not, can be additive or semi-additive.</exception>
    public MetricAdditivity Additivity
    {
        get => _additivity;
        init => _additivity = Enum.IsDefined(value) && (value == MetricAdditivity.NonAdditive || DefaultAdditivity == MetricAdditivity.Additive)
            ? value
            : throw new MetricDefinitionException(
                Name, MetricPart.Additivity, $"{value} does not go with '{Expression}': only one sum or count can be added up. Say NonAdditive, or nothing.");
    }

    /// <summary>What the metric is for, in words; no part of its meaning.</summary>
    public string? Description { get; init; }

    /// <summary>Who answers for the definition; no part of its meaning.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// What the metric means as one line of JSON: expression and filter in <see cref="Expression.Normalize"/> form, time column, unit, scale and
    /// rounding, additivity. Name, description and owner are no part of it.
    /// </summary>
    public string NormalForm => MetricNormalForm.Write(this);

    /// <summary>SHA-256 of <see cref="NormalForm"/> in UTF-8, as 64 lower-case hexadecimal digits. Equal hashes mean equal answers on every table.</summary>
    public string Hash => MetricNormalForm.Hash(NormalForm);

    /// <summary>The expression in normal form.</summary>
    internal Expression Meaning { get; }

    /// <summary>The filter in normal form; null when all rows count.</summary>
    internal Expression? MeaningOfFilter { get; }

    private MetricAdditivity DefaultAdditivity
        => MetricAggregates.IsOne(Expression) && Aggregates[0].Function is AggregateFunction.Sum or AggregateFunction.Count or AggregateFunction.CountAll
            ? MetricAdditivity.Additive
            : MetricAdditivity.NonAdditive;

    /// <summary>Reads a definition from the JSON that <see cref="ToJson"/> writes.</summary>
    /// <param name="json">One object.</param>
    /// <exception cref="MetricDefinitionException">
    /// The text is no such object, or has a property that this version does not know and could misread.
    /// </exception>
    public static MetricDefinition FromJson(string json) => MetricJson.Read(json);

    /// <summary>The definition as one line of JSON, to be kept with the data.</summary>
    public string ToJson() => MetricJson.Write(this);

    /// <summary>Checks the definition against the columns of a table.</summary>
    /// <param name="schema">The columns of the table.</param>
    /// <returns>The definition with every column named in the case of the schema, which is what tables store.</returns>
    /// <exception cref="MetricDefinitionException">
    /// A column does not exist, types do not go together, the filter is not boolean, the time column is no date or timestamp, or a semi-additive
    /// metric has none.
    /// </exception>
    public MetricDefinition ResolveFor(Schema schema) => MetricResolution.Resolve(this, schema);

    /// <summary>In which parts of their meaning two definitions differ, explained in words; empty when the hashes are equal.</summary>
    /// <param name="other">The second definition.</param>
    public IReadOnlyList<MetricDifference> DifferencesTo(MetricDefinition other) => MetricComparison.Compare(this, other);

    /// <summary>Whether everything that was written is equal, the name included. Compare <see cref="Hash"/> for the meaning.</summary>
    /// <param name="other">Another definition.</param>
    public bool Equals(MetricDefinition? other) => other is not null && string.Equals(ToJson(), other.ToJson(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Expression, Filter);

    /// <summary>For example <c>revenue = sum(amount) WHERE status = 'paid' [EUR]</c>.</summary>
    public override string ToString()
        => $"{Name} = {Expression}{(Filter is null ? "" : $" WHERE {Filter}")}{(Unit is null ? "" : $" [{Unit}]")}";
}
