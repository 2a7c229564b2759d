using System.Linq.Expressions;

namespace Patterns.Columnar.Tests.Expressions;

public sealed class LambdaTests
{
    private static readonly string Region = "EU";
    private readonly int[] _numbers = [1, 2, 3];

    public enum Status
    {
        Open,
        Paid,
        Shipped,
    }

    public enum Level : byte
    {
        Low,
        High,
    }

    public sealed record Address(string? City, int? Zip);

    public sealed record Item(string Sku, int Quantity);

    public sealed record Order
    {
        public int Id { get; init; }

        public int? Quantity { get; init; }

        public long Big { get; init; }

        public short Small { get; init; }

        public double Weight { get; init; }

        public double? Discount { get; init; }

        [Decimal(10, 2)]
        public decimal Amount { get; init; }

        [Decimal(10, 2)]
        public decimal? Tax { get; init; }

        public string Customer { get; init; } = "";

        public string? Note { get; init; }

        public bool Active { get; init; }

        public bool? Checked { get; init; }

        public DateOnly Day { get; init; }

        public DateTimeOffset At { get; init; }

        public DateTime? Local { get; init; }

        public Guid Key { get; init; }

        public Status Status { get; init; }

        public Status? OldStatus { get; init; }

        [Column("lvl", EnumAs = EnumStorage.Number)]
        public Level Level { get; init; }

        public Address? Home { get; init; }

        public string[] Tags { get; init; } = [];

        public List<Item> Items { get; init; } = [];

        public Dictionary<string, string?> Attributes { get; init; } = [];
    }

    public sealed record Pair([property: Column("first_name")] string Left, [Column("second name")] string? Right);

    public static TheoryData<string, Expression<Func<Order, bool>>> Conditions()
    {
        var region = "EU";
        int? nothing = null;
        int? five = 5;
        string? noText = null;
        var paid = Status.Paid;
        var moment = new DateTimeOffset(2024, 2, 1, 12, 0, 0, TimeSpan.FromHours(2));
        var local = new DateTime(2024, 2, 1, 0, 0, 0, DateTimeKind.Local);
        var key = new Guid("d85b1407-351d-4694-9392-03acc5870eb1");
        var ids = new List<int> { 1, 5, 7 };
        var quantities = new int?[] { 1, null };
        string[] names = ["a", "EU"];
        var notes = new HashSet<string?> { "a", null };
        Status[] open = [Status.Open, Status.Paid];
        return new TheoryData<string, Expression<Func<Order, bool>>>
        {
            { "amount > 0 AND customer = 'EU'", order => order.Amount > 0 && order.Customer == region },
            { "customer = 'EU'", order => order.Customer == Region },
            { "id = 5 OR id = 7", order => order.Id == 5 || order.Id == 7 },
            { "quantity = 5", order => order.Quantity == 5 },
            { "NOT (quantity <=> 5)", order => order.Quantity != 5 },
            { "NOT (quantity <=> 5)", order => !(order.Quantity == 5) },
            { "quantity = 5", order => !(order.Quantity != five) },
            { "quantity > 5", order => order.Quantity > 5 },
            { "quantity > 5 IS NOT TRUE", order => !(order.Quantity > 5) },
            { "quantity > 5 IS NOT TRUE", order => !(order.Quantity > 5 && order.Quantity.HasValue) },
            { "quantity IS NULL", order => order.Quantity == null },
            { "quantity IS NULL", order => order.Quantity == nothing },
            { "quantity IS NOT NULL", order => order.Quantity != null },
            { "quantity IS NOT NULL", order => order.Quantity.HasValue },
            { "quantity = 5", order => order.Quantity.HasValue && order.Quantity.Value == 5 },
            { "coalesce(quantity, 0) = 0", order => (order.Quantity ?? 0) == 0 },
            { "coalesce(quantity, 0) < 3", order => order.Quantity.GetValueOrDefault() < 3 },
            { "quantity", order => order.Quantity == order.Id },
            { "<=>", order => order.Quantity == (int?)order.Discount },
            { "note", order => order.Note != order.Customer },
            { "note IS NULL", order => order.Note == noText },
            { "note", order => !(order.Note == "a") },
            { "checked", order => order.Checked == true },
            { "checked", order => !(order.Checked == false) },
            { "coalesce(checked, FALSE)", order => order.Checked ?? false },
            { "NOT active", order => !order.Active },
            { "active", order => order.Active == (order.Id > 3) },
            { "<>", order => order.Active ^ (order.Id > 3) },
            { "big > 3", order => order.Big > order.Id },
            { "small + 1", order => order.Small + 1 > 3 },
            { "weight", order => order.Weight * 2 > order.Id + 0.5 },
            { "DIV", order => order.Id / 2 == 2 },
            { "%", order => order.Id % 3 == 1 },
            { "tax", order => order.Tax + 1 > order.Amount },
            { "-id", order => -order.Id < -5 },
            { "CASE", order => (order.Active ? order.Id : order.Id + 100) > 50 },
            { "CASE", order => (order.Quantity > 3 ? "big" : "small") == "small" },
            { "abs", order => Math.Abs(order.Id - 5) < 2 },
            { "bround", order => Math.Round(order.Weight) == 2 },
            { "round", order => Math.Round(order.Amount, 1, MidpointRounding.AwayFromZero) == 1.5m },
            { "greatest", order => Math.Max(order.Id, 4) == 4 },
            { "startswith(customer, 'EU')", order => order.Customer.StartsWith("EU", StringComparison.Ordinal) },
            { "NOT startswith(customer, 'E')", order => !order.Customer.StartsWith('E') },
            { "endswith", order => order.Customer.EndsWith("u", StringComparison.OrdinalIgnoreCase) },
            { "contains", order => order.Customer.Contains('U') },
            { "note IS NOT NULL AND contains", order => order.Note != null && order.Note.Contains("EU") },
            { "upper", order => order.Customer.ToUpperInvariant().Length + order.Id == 3 },
            { "length(customer) = 1", order => order.Customer.Length == 1 },
            { "substring(customer, 2)", order => order.Customer.Length > 1 && order.Customer.Substring(1) == "U" },
            { "btrim", order => order.Customer.Trim() == "a" },
            { "instr", order => order.Customer.IndexOf('U') == 1 },
            { "replace", order => order.Customer.Replace("E", "") == "U" },
            { "note IS NULL OR note = ''", order => string.IsNullOrEmpty(order.Note) },
            { "btrim", order => !string.IsNullOrWhiteSpace(order.Note) },
            { "concat", order => order.Note + "x" == "x" },
            { "concat", order => order.Customer + order.Id == "a3" },
            { "customer > 'b'", order => string.CompareOrdinal(order.Customer, "b") > 0 },
            { "lower", order => string.Equals(order.Note, "A", StringComparison.OrdinalIgnoreCase) },
            { "customer = note", order => order.Customer.Equals(order.Note) },
            { "id IN (1, 5, 7)", order => ids.Contains(order.Id) },
            { "NOT IN", order => !ids.Contains(order.Id) },
            { "customer IN ('a', 'EU')", order => names.Contains(order.Customer) },
            { "NOT", order => !names.Contains(order.Note) },
            { "quantity IS NULL OR quantity IN (1)", order => quantities.Contains(order.Quantity) },
            { "NOT", order => !quantities.Contains(order.Quantity) },
            { "note", order => notes.Contains(order.Note) },
            { "FALSE", order => Array.Empty<int>().Contains(order.Id) },
            { "array_contains(tags, 'x')", order => order.Tags.Contains("x") },
            { "size(tags) = 2", order => order.Tags.Length == 2 },
            { "tags[0]", order => order.Tags.Length > 0 && order.Tags[0] == "x" },
            { "size(items)", order => order.Items.Count > 1 && order.Items[1].Sku == "B" },
            { "size(items) > 0", order => order.Items.Any() && order.Items[0].Quantity > order.Id },
            { "size(items) = 2", order => order.Items.Count() == 2 },
            { "map_contains_key(attributes, 'color')", order => order.Attributes.ContainsKey("color") },
            { "map_contains_key", order => order.Attributes.ContainsKey("color") && order.Attributes["color"] == "red" },
            { "attributes['color'] IS NULL", order => order.Attributes.Count == 2 && order.Attributes["color"] == null },
            { "status = 'Paid'", order => order.Status == Status.Paid },
            { "status = 'Paid'", order => order.Status == paid },
            { "NOT (old_status <=> 'Paid')", order => order.OldStatus != Status.Paid },
            { "old_status IS NULL", order => order.OldStatus == null },
            { "status IN ('Open', 'Paid')", order => open.Contains(order.Status) },
            { "lvl >= 1S", order => order.Level >= Level.High },
            { "status", order => order.Status == order.OldStatus },
            { "key = 'd85b1407-351d-4694-9392-03acc5870eb1'", order => order.Key == key },
            { "at >= timestamp '2024-02-01 10:00:00Z'", order => order.At >= moment },
            { "local > timestamp_ntz '2024-02-01 00:00:00'", order => order.Local > local },
            { "day < date '2024-02-01'", order => order.Day < new DateOnly(2024, 2, 1) },
            { "year(day) = 2024 AND month(at) = 2", order => order.Day.Year == 2024 && order.At.Month == 2 },
            { "dayofweek(day) - 1", order => order.Day.DayOfWeek == DayOfWeek.Thursday },
            { "date_add(day, 1)", order => order.Day.AddDays(1).Day == 2 },
            { "add_months(day, 1)", order => order.Day.AddMonths(1).Month == 3 },
            { "hour(local)", order => order.Local != null && order.Local.Value.Hour == 12 },
            { "home.city = 'Bonn'", order => order.Home!.City == "Bonn" },
            { "home IS NULL", order => order.Home == null },
            { "home", order => order.Home != null && order.Home.Zip != 5 },
            { "TRUE", order => region == "EU" },
        };
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_condition_holds_for_the_same_rows_as_in_c_sharp(string text, Expression<Func<Order, bool>> condition)
    {
        var expression = Columnar.Expression.From(condition);
        var orders = Orders();
        using var batch = new RowBinder<Order>().Write(orders);
        using var kept = expression.Bind(batch.Schema).Filter(batch);

        var expected = orders.Where(OrFalse(condition.Compile())).Select(static order => order.Id + (1000 * order.Big)).ToList();
        var ids = kept.Column<int>("id").Values.ToArray();
        var bigs = kept.Column<long>("big").Values.ToArray();
        Assert.Equal(expected, ids.Zip(bigs, static (id, big) => id + (1000 * big)));
        Assert.Contains(text.Split(' ')[0].TrimStart('('), expression.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(expression, Columnar.Expression.Parse(expression.ToString()));
    }

    [Fact]
    public void The_shortest_form_is_used_where_null_counts_as_false()
    {
        int? five = 5;
        AssertText("quantity = 5", order => order.Quantity == five);
        AssertText("NOT (quantity <=> 5)", order => order.Quantity != five);
        AssertText("quantity > 5 OR id = 1", order => order.Quantity > 5 || order.Id == 1);
        AssertText("(quantity > 5) IS NOT TRUE", order => !(order.Quantity > 5));
        AssertText("customer <> 'x'", order => order.Customer != "x");
        AssertText("NOT (note <=> 'x')", order => order.Note != "x");
        AssertText("id IN (1, 2, 3)", order => _numbers.Contains(order.Id));
        AssertText("lvl = 1S", order => order.Level == Level.High);
        AssertText("CAST(id DIV 2 AS int) = 3", order => order.Id / 2 == 3);
    }

    [Fact]
    public void Values_of_every_type_are_translated()
    {
        Assert.Equal("year(at)", Columnar.Expression.From((Order order) => order.At.Year).ToString());
        Assert.Equal("home.city", Columnar.Expression.From((Order order) => order.Home!.City).ToString());
        Assert.Equal("amount * 2BD", Columnar.Expression.From((Order order) => order.Amount * 2).ToString());
        Assert.Equal("status", Columnar.Expression.From((Order order) => order.Status).ToString());
        Expression<Func<Order, bool>> isLarge = static order => order.Quantity > 5;
        Assert.Equal("(quantity > 5) IS TRUE", Columnar.Expression.FromLambda(isLarge).ToString());
        Assert.Equal("CASE WHEN quantity > 5 THEN (quantity > 7) IS TRUE ELSE active END", Columnar.Expression.From((Order order) => order.Quantity > 5 ? (bool?)(order.Quantity > 7) : order.Active).ToString());
    }

    [Fact]
    public void Names_come_from_the_attribute_or_the_naming_rule()
    {
        Assert.Equal("first_name = 'a'", Columnar.Expression.From<Pair>(pair => pair.Left == "a").ToString());
        Assert.Equal("`second name` IS NULL", Columnar.Expression.From<Pair>(pair => pair.Right == null).ToString());
        Assert.Equal("OldStatus = 1", Columnar.Expression.From<Order>(order => order.OldStatus == Status.Paid, new RowBinderOptions { Naming = ColumnNaming.AsIs, Enums = EnumStorage.Number }).ToString());
    }

    [Fact]
    public void A_front_end_can_resolve_parts_itself()
    {
        Expression<Func<IGrouping<string, Order>, bool>> having = group => group.Sum(order => order.Id) > 5 && group.Key != "x";

        var expression = Columnar.Expression.FromLambda(having, resolve: static part => part switch
        {
            MethodCallExpression { Method.Name: "Sum", Arguments: [_, LambdaExpression selector] } => Columnar.Expression.Call("sum", Columnar.Expression.FromLambda(selector)),
            MemberExpression { Member.Name: "Key" } => Columnar.Expression.Column("region"),
            _ => null,
        });

        Assert.Equal("sum(id) > 5 AND NOT (region <=> 'x')", expression.ToString());
    }

    [Fact]
    public void What_has_no_counterpart_is_an_error_that_names_the_part()
    {
        AssertRefused("order.Customer.Normalize()", order => order.Customer.Normalize() == "a");
        AssertRefused("order.Customer.CompareTo(\"b\")", order => order.Customer.CompareTo("b") > 0);
        AssertRefused("CurrentCulture", order => order.Customer.StartsWith("a", StringComparison.CurrentCulture));
        AssertRefused("order.Status", order => order.Status > Status.Open);
        AssertRefused("order.At.Ticks", order => order.At.Ticks > 5);
        AssertRefused("(order.Id & 1)", order => (order.Id & 1) == 1);
        AssertRefused("order.Day.ToString()", order => order.Day.ToString() == "x");
        AssertRefused("9", order => order.Status == (Status)9);
        AssertRefused("order.Items.Any(item => (item.Sku == \"A\"))", order => order.Items.Any(item => item.Sku == "A"));
        AssertRefused("order.Tags.First()", order => order.Tags.First() == "x");
        AssertRefused("order.Items.Capacity", order => order.Items.Capacity == 1);
        AssertRefused("order.Customer.PadLeft(3)", order => order.Customer.PadLeft(3) == "  a");
    }

    private static void AssertText(string expected, Expression<Func<Order, bool>> condition)
        => Assert.Equal(expected, Columnar.Expression.From(condition).ToString());

    private static void AssertRefused(string part, Expression<Func<Order, bool>> condition)
    {
        var error = Assert.Throws<ArgumentException>(() => Columnar.Expression.From(condition));

        Assert.Contains($"the part '{part}'", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Where C# throws on a null, no row is wanted.</summary>
    private static Func<Order, bool> OrFalse(Func<Order, bool> condition) => order =>
    {
        try
        {
            return condition(order);
        }
        catch (NullReferenceException)
        {
            return false;
        }
    };

    private static Order[] Orders()
    {
        var random = new Random(5);
        T Pick<T>(params T[] values) => values[random.Next(values.Length)];
        return
        [
            .. Enumerable.Range(0, 300).Select(row => new Order
            {
                Id = random.Next(10),
                Big = row,
                Quantity = Pick<int?>(null, 1, 3, 5, 7),
                Small = (short)random.Next(5),
                Weight = random.Next(10) / 2.0,
                Discount = Pick<double?>(null, 1, 3, 5),
                Amount = random.Next(-300, 300) / 100m,
                Tax = Pick<decimal?>(null, 0.5m, 1m),
                Customer = Pick("a", "EU", "b", "", " a\t", "Eu"),
                Note = Pick(null, "a", "A", "", "  ", "EU", "x"),
                Active = random.Next(2) == 0,
                Checked = Pick<bool?>(null, true, false),
                Day = new DateOnly(2024, 1 + random.Next(3), 1 + random.Next(28)),
                At = new DateTimeOffset(2024, 1 + random.Next(3), 1 + random.Next(28), random.Next(24), 0, 0, TimeSpan.Zero),
                Local = Pick<DateTime?>(null, new DateTime(2024, 2, 1), new DateTime(2024, 2, 1, 12, 0, 0)),
                Key = Pick(new Guid("d85b1407-351d-4694-9392-03acc5870eb1"), Guid.Empty),
                Status = Pick(Status.Open, Status.Paid, Status.Shipped),
                OldStatus = Pick<Status?>(null, Status.Open, Status.Paid),
                Level = Pick(Level.Low, Level.High),
                Home = Pick(null, new Address("Bonn", 5), new Address(null, null), new Address("Köln", 6)),
                Tags = Pick<string[]>([], ["x"], ["y", "x"]),
                Items = Pick<List<Item>>([], [new("A", 5)], [new("A", 1), new("B", 2)]),
                Attributes = Pick<Dictionary<string, string?>>([], new() { ["size"] = "L" }, new() { ["size"] = "L", ["color"] = null }, new() { ["color"] = "red" }),
            }),
        ];
    }
}
