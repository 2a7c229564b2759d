using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Creation;
using Patterns.Tables.Metrics;

namespace Patterns.Tables;

/// <summary>
/// Says what a new table of rows of a C# type is like beyond its columns. Used inside
/// <see cref="TableStore.CreateAsync{T}(string, Action{TableBuilder{T}}?, CancellationToken)"/>; not thread safe.
/// </summary>
/// <typeparam name="T">The row type.</typeparam>
public sealed class TableBuilder<[DynamicallyAccessedMembers(RowMembers.Needed)] T>
{
    private readonly TableDefinition _definition;
    private readonly RowBinder<T> _binder;

    internal TableBuilder(TableDefinition definition, RowBinder<T> binder)
    {
        _definition = definition;
        _binder = binder;
    }

    /// <summary>The columns of the table.</summary>
    public Schema Schema => _definition.Schema;

    /// <summary>Adds a CHECK constraint: every row must make it true; false and null are rejected.</summary>
    /// <param name="name">Unique name, case does not matter.</param>
    /// <param name="sql">Spark SQL over the columns, for example <c>amount &gt;= 0</c>.</param>
    /// <exception cref="ArgumentException">The name is empty or used already.</exception>
    /// <exception cref="PatternsException">The text is no expression over the columns, or not boolean; the message says where.</exception>
    public TableBuilder<T> Check(string name, string sql)
    {
        _definition.AddCheck(name, sql);
        return this;
    }

    /// <summary>Gives rows that are appended without a column a value. Asks writers for the Delta feature <c>allowColumnDefaults</c>.</summary>
    /// <param name="property">The property of the column, such as <c>order =&gt; order.Status</c>.</param>
    /// <param name="sql">Spark SQL without columns, for example <c>'open'</c>.</param>
    /// <exception cref="ArgumentException">This is not a property.</exception>
    /// <exception cref="PatternsException">The text is no value of the column's type; the message says where.</exception>
    public TableBuilder<T> Default(Expression<Func<T, object?>> property, string sql)
    {
        ArgumentNullException.ThrowIfNull(property);
        _definition.SetDefault(_binder.ColumnOf(RowProperty.Of(property)), sql);
        return this;
    }

    /// <summary>Computes a column from others: rows come without it, or with just that value. Asks writers for Delta writer version 4.</summary>
    /// <param name="property">The property of the column, such as <c>order =&gt; order.PaidOn</c>.</param>
    /// <param name="sql">Spark SQL over the columns that are not generated, for example <c>CAST(paid_at AS DATE)</c>.</param>
    /// <exception cref="ArgumentException">This is not a property.</exception>
    /// <exception cref="PatternsException">The text is no expression over the columns; the message says where.</exception>
    public TableBuilder<T> Generated(Expression<Func<T, object?>> property, string sql)
    {
        ArgumentNullException.ThrowIfNull(property);
        _definition.SetGeneration(_binder.ColumnOf(RowProperty.Of(property)), sql);
        return this;
    }

    /// <summary>Bounds a text column, as Spark's <c>varchar(n)</c> does.</summary>
    /// <param name="property">The property of the column, such as <c>order =&gt; order.Region</c>.</param>
    /// <param name="characters">Most characters (code points) of a value; at least 1.</param>
    /// <exception cref="ArgumentException">This is not a property, or it is no text.</exception>
    public TableBuilder<T> MaxLength(Expression<Func<T, object?>> property, int characters)
    {
        ArgumentNullException.ThrowIfNull(property);
        _definition.SetMaxLength(_binder.ColumnOf(RowProperty.Of(property)), characters);
        return this;
    }

    /// <summary>
    /// Declares what identifies a row: no two rows of the table have equal values in all of these properties, which are never null. Enforced before
    /// every commit of this library; upserts find rows by it. Default: no key.
    /// </summary>
    /// <param name="properties">Properties in order, such as <c>order =&gt; order.OrderId</c>; distinct, neither nested nor floating-point numbers.</param>
    /// <exception cref="ArgumentException">Something is not a property, or cannot be used.</exception>
    public TableBuilder<T> Key(params IReadOnlyList<Expression<Func<T, object?>>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        _definition.SetKey([.. properties.Select(property => _binder.ColumnOf(RowProperty.Of(property)))]);
        return this;
    }

    /// <summary>
    /// Stores rows of equal values of these properties together, so that filters on them read only the files they need. For properties with
    /// few values, such as a date or a country. Default: not partitioned.
    /// </summary>
    /// <param name="properties">Properties in order, such as <c>order =&gt; order.Country</c>; distinct, not nested, not all of them.</param>
    /// <exception cref="ArgumentException">Something is not a property, or cannot be used.</exception>
    public TableBuilder<T> PartitionBy(params IReadOnlyList<Expression<Func<T, object?>>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        _definition.SetPartitionColumns([.. properties.Select(property => _binder.ColumnOf(RowProperty.Of(property)))]);
        return this;
    }

    /// <summary>
    /// Lets updates, deletes and upserts mark rows as deleted in small files beside the data instead of writing files again: changes of few rows in many
    /// files get cheap, reading skips the marked rows. Needs readers and writers of protocol (3,7) with the feature <c>deletionVectors</c>. Default: not.
    /// </summary>
    /// <remarks>Source: Delta transaction log protocol, "Deletion Vectors"; the property <c>delta.enableDeletionVectors</c>.</remarks>
    public TableBuilder<T> DeletionVectors()
    {
        _definition.UseDeletionVectors();
        return this;
    }

    /// <summary>
    /// Keeps with every commit which rows it inserted, updated and deleted, for those who follow the table. Updates, deletes and upserts write the rows
    /// a second time for that. Needs writers of protocol version 4. Default: not.
    /// </summary>
    /// <remarks>Source: Delta transaction log protocol, "Change Data Feed"; the property <c>delta.enableChangeDataFeed</c>.</remarks>
    public TableBuilder<T> ChangeFeed()
    {
        _definition.KeepChangeFeed();
        return this;
    }

    /// <summary>Defines a metric: what a business number means, so that everybody who asks for it gets the same answer.</summary>
    /// <param name="name">The name by which it is asked for.</param>
    /// <param name="expression">Aggregates in Spark SQL, such as <c>sum(amount)</c>, or names of other metrics, such as <c>revenue / nullif(orders, 0)</c>.</param>
    /// <param name="filter">Which rows count; null means all. None for a metric that is derived from others.</param>
    /// <param name="time">The date or timestamp column that decides into which period a row falls; null when the metric has no periods or is derived.</param>
    /// <param name="unit">What the number is measured in, such as <c>EUR</c>; null when nothing is said.</param>
    /// <exception cref="ArgumentException">The name is empty or used already.</exception>
    /// <exception cref="MetricDefinitionException">The definition is no metric, or does not fit the columns.</exception>
    /// <exception cref="MetricReferenceException">It is derived from other metrics and has a filter or time column of its own.</exception>
    public TableBuilder<T> Metric(string name, string expression, string? filter = null, string? time = null, string? unit = null)
    {
        _definition.AddMetric(StoredMetric.Create(name, expression, filter, time, unit));
        return this;
    }

    /// <summary>Defines a metric: what a business number means, so that everybody who asks for it gets the same answer.</summary>
    /// <param name="definition">The metric, over the columns of the table.</param>
    /// <exception cref="ArgumentException">The name is used already.</exception>
    /// <exception cref="MetricDefinitionException">The definition does not fit the columns.</exception>
    public TableBuilder<T> Metric(MetricDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _definition.AddMetric(new DirectMetric(definition));
        return this;
    }

    /// <summary>Says in words what the table holds. Default: nothing.</summary>
    /// <param name="description">Free text.</param>
    public TableBuilder<T> Describe(string description)
    {
        ArgumentException.ThrowIfNullOrEmpty(description);
        _definition.Description = description;
        return this;
    }
}
