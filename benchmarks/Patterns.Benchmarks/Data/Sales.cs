namespace Patterns.Benchmarks.Data;

/// <summary>
/// Sales in memory from a fixed seed, column by column: a region of 8 values, a customer of up to half as many values as there are rows,
/// and an amount in hundredths.
/// </summary>
internal sealed class Sales
{
    public const int DefaultRows = 5_000_000;

    private const int Seed = 20261124;

    private Sales(int rows)
    {
        var random = new Random(Seed);
        RegionCodes = new int[rows];
        Customers = new long[rows];
        Amounts = new long[rows];
        for (var row = 0; row < rows; row++)
        {
            RegionCodes[row] = random.Next(Regions.Count);
            Customers[row] = 10_000_000_000L + random.Next(Math.Max(1, rows / 2));
            Amounts[row] = random.Next(-5_000, 1_000_000);
        }
    }

    /// <summary>The texts that <see cref="RegionCodes"/> stand for.</summary>
    public static IReadOnlyList<string> Regions { get; } = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

    public int[] RegionCodes { get; }

    public long[] Customers { get; }

    public long[] Amounts { get; }

    public int Rows => Customers.Length;

    public static Sales Generate(int rows) => new(rows);
}
