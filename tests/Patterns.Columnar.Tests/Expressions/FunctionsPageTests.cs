using Patterns.Columnar.Expressions.Functions;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>FUNCTIONS.md says what there is, all of it and nothing else, and what it says of results is true.</summary>
public sealed class FunctionsPageTests
{
    private static readonly FunctionsPage Page = FunctionsPage.Read();

    private static readonly Schema SampleSchema = new(
        new Field("payload", DataType.Struct(new Field("user", DataType.Struct(new Field("name", DataType.String), new Field("age", DataType.Int32))))),
        new Field("tags", DataType.List(DataType.String)),
        new Field("items", DataType.List(DataType.Struct(new Field("sku", DataType.String), new Field("quantity", DataType.Int32)))),
        new Field("attributes", DataType.Map(DataType.String, DataType.String)));

    [Fact]
    public void The_page_lists_exactly_the_functions_that_there_are()
    {
        var listed = Page.Rows.Where(static row => row.IsFunction).SelectMany(static row => row.Names).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(FunctionTable.Names, listed);
    }

    [Fact]
    public void The_example_of_a_function_calls_it()
        => Assert.All(
            Page.Rows.Where(static row => row.IsFunction),
            static row => Assert.Contains(Nodes(Expression.Parse(row.Example)).OfType<FunctionExpression>(), call => row.Names.Contains(call.Name) || IsTrim(row, call)));

    [Fact]
    public void The_examples_use_every_kind_of_expression_and_every_operator()
    {
        var nodes = Page.Rows.SelectMany(static row => Nodes(Expression.Parse(row.Example))).ToList();
        var kinds = typeof(Expression).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Expression)) && type != typeof(StarExpression));

        Assert.Empty(kinds.Except(nodes.Select(static node => node.GetType())));
        Assert.Empty(Enum.GetValues<ArithmeticOperator>().Except(nodes.OfType<ArithmeticExpression>().Select(static node => node.Operator).Append(ArithmeticOperator.Subtract)));
        Assert.Empty(Enum.GetValues<LikeKind>().Except(nodes.OfType<LikeExpression>().Select(static node => node.Kind)));
        Assert.Empty(Enum.GetValues<LogicalOperator>().Except(nodes.OfType<LogicalExpression>().Select(static node => node.Operator)));
    }

    [Fact]
    public void The_sample_row_is_the_one_of_the_page()
        => Assert.Equal(
            Page.SampleColumns.Select(static column => Expression.Parse($"CAST({column.Name} AS {column.Type})")),
            SampleSchema.Fields.Select(static field => Expression.Cast(Expression.Column(field.Name), field.Type)));

    [Fact]
    public void Every_example_evaluates_to_the_result_that_the_page_gives()
    {
        using var batch = TestBatch.Of(
            SampleSchema,
            [
                (object?[])[(object?[])["Ann", 34]],
                (object?[])["new", "paid"],
                (object?[])[(object?[])["A-1", 2], (object?[])["B-7", 1]],
                (KeyValuePair<object, object?>[])[new("color", "red")],
            ]);

        var wrong = Page.Rows
            .Select(row => (row.LineNumber, row.Example, row.Result, Found: Evaluate(row.Example, batch)))
            .Where(static row => row.Result != row.Found)
            .Select(static row => $"{row.LineNumber}: {row.Example} gives {row.Found}, not {row.Result}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string Evaluate(string example, ColumnBatch batch)
    {
        try
        {
            return Show(TestBatch.Evaluate(example, batch).Single());
        }
        catch (ExpressionEvaluationException)
        {
            return "error";
        }
    }

    private static string Show(object? value)
        => value is object?[] list ? $"[{string.Join(", ", list.Select(Show))}]" : Expression.Literal(value).ToString();

    /// <summary>The words of trim choose one of its relatives.</summary>
    private static bool IsTrim(FunctionsPageRow row, FunctionExpression call) => row.Names.Contains("trim") && call.Name.EndsWith("trim", StringComparison.Ordinal);

    private static IEnumerable<Expression> Nodes(Expression expression) => expression.Children.SelectMany(Nodes).Append(expression);
}
