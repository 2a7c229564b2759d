using System.Globalization;

namespace Patterns.Columnar.Tests.Rows;

public sealed class RowBinderRoundTripTests
{
    private enum Status
    {
        Open,
        Paid,
        Shipped = 40,
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1_000)]
    public void Records_come_back_as_they_were_written(int count)
    {
        var rows = RandomRows(count, seed: 42 + count);
        var binder = new RowBinder<Everything>();

        using var batch = binder.Write(rows);

        AssertSame(rows, binder.Read(batch));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(300)]
    [InlineData(5_000)]
    public void Batches_hold_all_rows_in_order_whatever_their_size(int rowsPerBatch)
    {
        var rows = RandomRows(1_000, seed: 7);
        var binder = new RowBinder<Everything>();

        var batches = binder.Write(rows.AsEnumerable(), rowsPerBatch).ToList();

        Assert.Equal((1_000 + rowsPerBatch - 1) / rowsPerBatch, batches.Count);
        AssertSame(rows, batches.SelectMany(binder.Read));
        batches.ForEach(static batch => batch.Dispose());
    }

    [Fact]
    public void A_slice_is_read_from_its_own_first_row()
    {
        var rows = RandomRows(600, seed: 8);
        var binder = new RowBinder<Everything>();
        using var batch = binder.Write(rows);
        using var slice = batch.Slice(133, 401);

        AssertSame(rows[133..534], binder.Read(slice));
    }

    [Fact]
    public void Classes_with_setters_come_back_as_they_were_written()
    {
        Mutable[] rows = [new() { Id = 1, Name = "a" }, new() { Id = 2, Name = null }];
        var binder = new RowBinder<Mutable>();
        using var batch = binder.Write(rows);

        Assert.Equal([(1, "a"), (2, null)], binder.Read(batch).Select(static row => (row.Id, row.Name)));
    }

    [Fact]
    public void Structs_come_back_as_they_were_written()
    {
        Point[] rows = [new(1, 2.5), new(-3, double.NaN)];
        var binder = new RowBinder<Point>();
        using var batch = binder.Write(rows);

        Assert.Equal(rows, binder.Read(batch));
    }

    [Fact]
    public void Anonymous_types_come_back_as_they_were_written()
    {
        var rows = Enumerable.Range(0, 10).Select(static index => new { Region = $"r{index % 3}", Total = index * 10L, Share = (double?)null }).ToArray();

        AssertRoundTrip(rows);

        static void AssertRoundTrip<T>(T[] rows)
        {
            var binder = new RowBinder<T>();
            using var batch = binder.Write(rows);
            Assert.Equal(rows, binder.Read(batch));
        }
    }

    [Fact]
    public void A_constructor_and_setters_share_the_work()
    {
        Mixed[] rows = [new("a") { Count = 3 }, new("b")];
        var binder = new RowBinder<Mixed>();
        using var batch = binder.Write(rows);

        Assert.Equal(rows, binder.Read(batch));
    }

    private static Everything[] RandomRows(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(index => RandomRow(random, index))];
    }

    private static Everything RandomRow(Random random, int index) => new()
    {
        Flag = random.Next(2) == 0,
        Tiny = (sbyte)random.Next(-128, 128),
        Byte = (byte)random.Next(256),
        Small = (short)random.Next(short.MinValue, short.MaxValue + 1),
        UShort = (ushort)random.Next(65_536),
        Number = random.Next(),
        UInt = (uint)random.NextInt64(1L << 32),
        Big = random.NextInt64(long.MinValue, long.MaxValue),
        ULong = (ulong)random.NextInt64() * 2,
        Single = random.NextSingle(),
        Double = random.Next(10) switch { 0 => double.NaN, 1 => -0.0, _ => random.NextDouble() * 1e300 },
        Money = random.Next(-1_000_000, 1_000_000) / 100m,
        Wide = random.NextInt64() * 1_000_000_000m / 1_000m,
        Widest = new WideDecimal(Int128.MaxValue / random.Next(2, 100), 10),
        MaybeNumber = Maybe(random, random.Next()),
        MaybeMoney = Maybe(random, random.Next(100_000) / 100m),
        MaybeFlag = Maybe(random, true),
        MaybeStatus = Maybe(random, Status.Shipped),
        Text = string.Create(CultureInfo.InvariantCulture, $"text {random.Next(50)} é🙂"),
        MaybeText = random.Next(3) == 0 ? null : random.Next(2) == 0 ? "" : "x",
        Id = RandomGuid(random),
        Day = DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber + 1)),
        Instant = new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks / 10) * 10, TimeSpan.Zero),
        Local = new DateTime(random.NextInt64(DateTime.MaxValue.Ticks / 10) * 10, DateTimeKind.Unspecified),
        Bytes = [(byte)index, 0, 255],
        Status = random.Next(3) == 0 ? Status.Paid : Status.Open,
        StatusNumber = Status.Shipped,
        Tags = [.. Enumerable.Range(0, random.Next(4)).Select(tag => tag == 2 ? null : $"t{tag}")],
        Scores = random.Next(4) == 0 ? null : [.. Enumerable.Range(0, random.Next(5))],
        Counts = Enumerable.Range(0, random.Next(4)).ToDictionary(static key => $"k{key}", key => Maybe(random, (long)key)),
        Home = new Address($"city {random.Next(9)}", Maybe(random, random.Next(99_999)), new Place(index, -index)),
        Work = random.Next(2) == 0 ? null : new Address("work", null, default),
        Position = Maybe(random, new Place(1, index)),
        Places = [.. Enumerable.Range(0, random.Next(3)).Select(static place => new Place(place, place))],
        Matrix = [.. Enumerable.Range(0, random.Next(3)).Select(static row => Enumerable.Range(0, row).Select(static cell => cell / 2d).ToArray())],
    };

    private static T? Maybe<T>(Random random, T value)
        where T : struct
        => random.Next(3) == 0 ? null : value;

    private static Guid RandomGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static void AssertSame(IEnumerable<Everything> expected, IEnumerable<Everything> actual)
        => Assert.Equivalent(expected.ToArray(), actual.ToArray(), strict: true);

    private readonly record struct Place(double Latitude, double Longitude);

    private sealed record Address(string City, int? Zip, Place Place);

    private sealed record Everything
    {
        public bool Flag { get; init; }

        public sbyte Tiny { get; init; }

        public byte Byte { get; init; }

        public short Small { get; init; }

        public ushort UShort { get; init; }

        public int Number { get; init; }

        public uint UInt { get; init; }

        public long Big { get; init; }

        public ulong ULong { get; init; }

        public float Single { get; init; }

        public double Double { get; init; }

        [Decimal(10, 2)]
        public decimal Money { get; init; }

        [Decimal(38, 6)]
        public decimal Wide { get; init; }

        [Decimal(38, 10)]
        public WideDecimal Widest { get; init; }

        public int? MaybeNumber { get; init; }

        [Decimal(9, 2)]
        public decimal? MaybeMoney { get; init; }

        public bool? MaybeFlag { get; init; }

        public Status? MaybeStatus { get; init; }

        public required string Text { get; init; }

        public string? MaybeText { get; init; }

        public Guid Id { get; init; }

        public DateOnly Day { get; init; }

        public DateTimeOffset Instant { get; init; }

        public DateTime Local { get; init; }

        public required byte[] Bytes { get; init; }

        public Status Status { get; init; }

        [Column(EnumAs = EnumStorage.Number)]
        public Status StatusNumber { get; init; }

        public required IReadOnlyList<string?> Tags { get; init; }

        public List<int>? Scores { get; init; }

        public required IReadOnlyDictionary<string, long?> Counts { get; init; }

        public required Address Home { get; init; }

        public Address? Work { get; init; }

        public Place? Position { get; init; }

        public required Place[] Places { get; init; }

        public required double[][] Matrix { get; init; }
    }

    private sealed class Mutable
    {
        public int Id { get; set; }

        public string? Name { get; set; }
    }

    private readonly record struct Point(int X, double Y);

    private sealed record Mixed(string Name)
    {
        public int Count { get; init; }
    }
}
