using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Metrics;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.SqlPrinting;

/// <summary>Writes plans as SELECT statements: steps become clauses of one statement where their order allows, else of a statement around it.</summary>
/// <param name="grammar">The engine.</param>
/// <param name="options">How tables are called.</param>
internal sealed class PlanWriter(SqlGrammar grammar, SqlTextOptions options)
{
    private const string Source = "t";
    private const string Joined = "j";

    /// <exception cref="SqlTextException">A part has no counterpart.</exception>
    public string Write(PlanNode plan) => Text(Build(plan));

    private SelectStatement Build(PlanNode plan) => plan switch
    {
        ScanNode scan => Scan(scan),
        FilterNode filter => Filter(Build(filter.Inputs[0]), filter.Condition),
        LastOfPeriodNode last => LastOf(Build(last.Inputs[0]), last),
        ProjectNode project => Project(Build(project.Inputs[0]), project),
        AggregateNode aggregate => Aggregate(Build(aggregate.Inputs[0]), aggregate),
        SortNode sort => Sort(Build(sort.Inputs[0]), sort),
        JoinNode join => Join(Build(join.Probe), Build(join.Build), join),
        LimitNode limit => Limit(Build(limit.Inputs[0]), limit),
        _ => throw new SqlTextException(grammar.Dialect, plan.ToString(), "this step of a query is not written as SQL"),
    };

    private SelectStatement Scan(ScanNode scan)
    {
        var parts = options.TableName?.Invoke(scan.Table.Path) ?? grammar.TableName(scan.Table.Path);
        var table = new SelectStatement(string.Join('.', parts.Select(grammar.Quote)), scan.Schema) { Source = scan.Snapshot.Schema };
        return scan.Filter is null ? table : Filter(table, scan.Filter);
    }

    private SelectStatement Filter(SelectStatement input, Expression condition)
    {
        var rows = input.IsPlain && !input.IsLimited ? input : Wrap(input);
        return rows with { Where = [.. rows.Where, Over(rows).Write(condition)] };
    }

    /// <summary>Of a semi-additive metric: the rows of the last time of each period.</summary>
    private SelectStatement LastOf(SelectStatement input, LastOfPeriodNode last)
    {
        var times = new PlanWriter(grammar, options).Write(new ProjectNode(last.Times, [new NamedExpression(LastOfPeriodNode.TimeColumn)]));
        return input with { Where = [.. input.Where, $"{Over(input).Write(last.Time)} IN ({times})"] };
    }

    private SelectStatement Join(SelectStatement probe, SelectStatement build, JoinNode join)
    {
        var rows = probe.IsPlain && !probe.IsLimited && probe.Where.Count == 0 && probe.OrderBy.Count == 0 ? probe : Wrap(probe);
        var left = Over(rows);
        var right = new ExpressionWriter(grammar, build.Schema, name => $"{Joined}.{grammar.Quote(name)}");
        var keys = join.Keys.Select(key => $"{left.Write(key.Probe)} = {right.Write(key.Build)}");
        var attached = join.Attachment.Columns.Select(column => right.Write(column.Expression));
        return rows with
        {
            Schema = join.Schema,
            Join = $" {(join.Attachment.Kind == JoinKind.LeftOuter ? "LEFT JOIN" : "JOIN")} ({Text(build)}) AS {Joined} ON {string.Join(" AND ", keys)}",
            Items = [.. probe.Schema.Fields.Select(field => Column(field.Name)), .. attached],
        };
    }

    private SelectStatement Project(SelectStatement input, ProjectNode project)
    {
        var rows = input.IsPlain ? input : Wrap(input);
        return rows with { Schema = project.Schema, Items = [.. project.Columns.Select(column => Over(rows).Write(column.Expression))] };
    }

    private SelectStatement Aggregate(SelectStatement input, AggregateNode node)
    {
        var rows = input.IsPlain && !input.IsLimited ? input with { OrderBy = [] } : Wrap(input);
        var writer = Over(rows);
        var aggregates = node.Aggregates.Select((column, index) => Aggregate(writer, column.Aggregate, node.Schema[node.Keys.Count + index].Type));
        return rows with { Schema = node.Schema, Items = [.. node.Keys.Select(key => writer.Write(key.Expression)), .. aggregates], Keys = node.Keys.Count };
    }

    private string Aggregate(ExpressionWriter writer, Aggregate aggregate, DataType result)
        => grammar.Aggregate(
            aggregate,
            aggregate.Argument is { } argument ? writer.Write(argument) : null,
            aggregate.Argument is { } value ? writer.TypeOf(value) : null,
            result) ?? throw new SqlTextException(grammar.Dialect, aggregate.ToString(), "the aggregate has no counterpart that means the same there");

    private SelectStatement Sort(SelectStatement input, SortNode sort)
    {
        var rows = input.IsPlain && !input.IsLimited ? input : Wrap(input);
        return rows with { OrderBy = [.. sort.Orders.Select(order => Order(Over(rows), order))] };
    }

    private string Order(ExpressionWriter writer, SortOrder order)
    {
        var key = writer.Write(order.Expression);
        key = writer.TypeOf(order.Expression).Kind == DataTypeKind.String ? grammar.Bytewise(key) : key;
        return $"{key} {(order.Direction == SortDirection.Ascending ? "ASC" : "DESC")} NULLS {(order.Nulls == NullPlacement.First ? "FIRST" : "LAST")}";
    }

    /// <summary>Some of the rows; of some of the rows already, fewer.</summary>
    private static SelectStatement Limit(SelectStatement input, LimitNode limit)
    {
        var left = input.Limit is { } count ? Math.Max(0, count - limit.Offset) : (long?)null;
        return input with { Limit = left is null || limit.Count < left ? limit.Count : left, Offset = checked(input.Offset + limit.Offset) };
    }

    private SelectStatement Wrap(SelectStatement input) => new($"({Text(input)})", input.Schema) { Source = input.Schema };

    private ExpressionWriter Over(SelectStatement rows) => new(grammar, rows.Source, Column);

    private string Column(string name) => $"{Source}.{grammar.Quote(name)}";

    private string Text(SelectStatement select)
    {
        var items = select.Schema.Fields.Select((field, index) => $"{(select.Items is { } written ? written[index] : Column(field.Name))} AS {grammar.Quote(field.Name)}").ToList();
        var keys = select.Keys is > 0 and { } count ? $" GROUP BY {string.Join(", ", Enumerable.Range(1, count).Select(static number => number.ToString(CultureInfo.InvariantCulture)))}" : "";
        return $"SELECT {(items.Count == 0 ? "1" : string.Join(", ", items))} FROM {select.From} AS {Source}{select.Join}"
            + (select.Where.Count == 0 ? "" : $" WHERE {string.Join(" AND ", select.Where)}")
            + keys
            + (select.OrderBy.Count == 0 ? "" : $" ORDER BY {string.Join(", ", select.OrderBy)}")
            + (select.IsLimited ? grammar.LimitText(select.Limit, select.Offset) : "");
    }
}
