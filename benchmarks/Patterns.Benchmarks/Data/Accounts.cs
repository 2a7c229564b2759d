namespace Patterns.Benchmarks.Data;

/// <summary>Rows with a key, and the values that they have after some rounds of changes. All values follow from the key and the round.</summary>
internal static class Accounts
{
    private static readonly string[] States = ["open", "paid", "sent", "closed"];

    /// <summary>The columns in SQL.</summary>
    public const string SqlColumns = "id BIGINT PRIMARY KEY, customer_id BIGINT NOT NULL, status VARCHAR NOT NULL, city VARCHAR NOT NULL, amount BIGINT NOT NULL";

    /// <summary>Rows as they are in the beginning, with keys from 0 on.</summary>
    public static IEnumerable<Account> Generate(int count) => Enumerable.Range(0, count).Select(static id => Of(id, 0));

    /// <summary>The same rows as a query of DuckDB's.</summary>
    public static string Sql(int count) => $"""
        SELECT range AS id, (range * 31) % 100003 AS customer_id, ['open', 'paid', 'sent', 'closed'][(range % 4 + 1)::INT] AS status,
            'city ' || (range % 1000) AS city, (range * 7919) % 1000000 AS amount
        FROM range({count})
        """;

    /// <summary>The changes of a round: nine of ten are new values for random keys of the beginning, the others have keys of their own.</summary>
    /// <param name="initial">Rows in the beginning.</param>
    /// <param name="count">Rows of the round.</param>
    /// <param name="round">1-based round.</param>
    public static Account[] Changes(int initial, int count, int round)
    {
        var random = new Random(round);
        var ids = new HashSet<long>();
        while (ids.Count < Math.Min(count * 9 / 10, initial))
        {
            ids.Add(random.NextInt64(initial));
        }

        for (var index = 0; index < count / 10; index++)
        {
            ids.Add(initial + ((long)round * count) + index);
        }

        Account[] rows = [.. ids.Select(id => Of(id, round))];
        random.Shuffle(rows);
        return rows;
    }

    /// <summary>A condition in SQL that is true for rows with the values of a round.</summary>
    public static string IsOfRound(int round) => $"(amount - id * 7919 - {13L * round}) % 1000000 = 0";

    private static Account Of(long id, int round)
        => new(id, id * 31 % 100_003, States[(id + round) % States.Length], $"city {id % 1_000}", ((id * 7_919) + (round * 13)) % 1_000_000);
}
