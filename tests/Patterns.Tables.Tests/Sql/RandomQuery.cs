using System.Globalization;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Sql;

/// <summary>
/// Any query over <c>facts(id, k, g, h, t, d, m, x)</c> and <c>dims(dk, name, grade, size)</c> that Spark and DuckDB mean the same by. Equal seeds give
/// equal texts. Left out is what is meant differently by design: division of integers by zero, and the order of rows that an ORDER BY leaves equal.
/// </summary>
internal sealed class RandomQuery(Random random)
{
    private bool _hasDims;

    public static SqlDataSet Data { get; } = new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["facts"] =
                """
                SELECT i::BIGINT AS id, CASE WHEN hash(i) % 20 = 0 THEN NULL ELSE (hash(i + 1) % 60)::INT END AS k, (hash(i + 2) % 7)::INT AS g,
                    CASE WHEN hash(i + 3) % 9 = 0 THEN NULL ELSE (hash(i + 4) % 200)::BIGINT - 100 END AS h,
                    CASE hash(i + 5) % 6 WHEN 0 THEN NULL WHEN 1 THEN '' ELSE 't' || (hash(i + 6) % 40) END AS t,
                    CASE WHEN hash(i + 7) % 11 = 0 THEN NULL ELSE DATE '2026-01-01' + (hash(i + 8) % 400)::INT END AS d,
                    ((hash(i + 9) % 100000)::BIGINT / 100)::DECIMAL(12, 2) AS m,
                    CASE WHEN hash(i + 10) % 13 = 0 THEN NULL ELSE (hash(i + 11) % 1000) / 8.0::DOUBLE END AS x
                FROM range(5000) t(i)
                """,
            ["dims"] = "SELECT (i + 1)::INT AS dk, 'name ' || i AS name, CASE WHEN i % 5 = 0 THEN NULL ELSE (i % 4)::INT END AS grade, (i * 3)::BIGINT AS size FROM range(50) t(i)",
        },
        []);

    /// <summary>The next query.</summary>
    public string Next()
    {
        _hasDims = random.OneIn(2);
        var isLeft = random.OneIn(3);
        var joined = random.Next(3) switch
        {
            0 when !isLeft => "FROM facts, dims WHERE k = dk AND TRUE",
            1 when !isLeft => "FROM dims JOIN facts ON facts.k = dims.dk WHERE TRUE",
            _ => $"FROM facts {(isLeft ? "LEFT " : "")}JOIN dims AS d2 ON k = d2.dk WHERE TRUE",
        };
        var from = _hasDims ? joined : random.OneIn(4) ? $"FROM (SELECT * FROM facts WHERE {Condition(1)}) AS s WHERE TRUE" : "FROM facts WHERE TRUE";
        if (from.Contains("(SELECT", StringComparison.Ordinal) && random.OneIn(2))
        {
            from = "FROM facts WHERE TRUE";
        }

        var where = random.OneIn(3) ? "" : $" AND {Condition(2)}";
        return random.Next(4) switch
        {
            0 => Rows(from + where),
            1 => $"SELECT {string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(index => $"{Aggregate()} AS a{Number(index)}"))} {from}{where}",
            _ => Groups(from + where),
        };
    }

    private string Rows(string from)
    {
        var columns = Enumerable.Range(0, random.Next(1, 4)).Select(index => $"{Value(2)} AS c{Number(index)}").ToList();
        var distinct = random.OneIn(3) ? "DISTINCT " : "";
        var all = string.Join(", ", Enumerable.Range(1, columns.Count).Select(static number => Number(number) + " DESC"));
        var tail = random.Next(3) switch { 0 => "", 1 => $" ORDER BY {all}", _ => $" ORDER BY c0 {Direction()}, {all} LIMIT {Number(random.Next(1, 50))} OFFSET {Number(random.Next(0, 20))}" };
        return $"SELECT {distinct}{string.Join(", ", columns)} {from}{tail}";
    }

    private string Groups(string from)
    {
        var keys = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Key()).Distinct(StringComparer.Ordinal).ToList();
        var aggregates = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.OneIn(3) ? $"coalesce(sum({Numeric(1)}), 0) + {Number(random.Next(5))}" : Aggregate()).ToList();
        var columns = string.Join(", ", keys.Select(static (key, index) => $"{key} AS k{Number(index)}").Concat(aggregates.Select(static (aggregate, index) => $"{aggregate} AS a{Number(index)}")));
        var by = random.Next(3) switch
        {
            0 => string.Join(", ", keys),
            1 => string.Join(", ", Enumerable.Range(1, keys.Count).Select(static number => Number(number))),
            _ => string.Join(", ", Enumerable.Range(0, keys.Count).Select(static index => $"k{Number(index)}")),
        };
        var having = random.OneIn(3) ? $" HAVING count(*) > {Number(random.Next(1, 30))}" : "";
        var all = string.Join(", ", Enumerable.Range(1, keys.Count).Select(static number => Number(number)));
        var tail = random.Next(3) switch { 0 => "", 1 => $" ORDER BY count(*) {Direction()}, {all}", _ => $" ORDER BY {all} LIMIT {Number(random.Next(1, 30))}" };
        return $"SELECT {columns} {from} GROUP BY {by}{having}{tail}";
    }

    private string Direction() => random.Pick(["", "ASC", "DESC", "ASC NULLS LAST", "DESC NULLS FIRST"]);

    private string Key() => random.Pick<string>(_hasDims
        ? ["g", "t", "grade", "name", "year(d)", "k % 5", "coalesce(grade, -1)", "CASE WHEN size > 60 THEN 'large' ELSE 'small' END"]
        : ["g", "t", "k", "d", "year(d)", "month(d)", "h % 3", "coalesce(t, 'none')", "CASE WHEN m > 500 THEN 'much' WHEN m > 100 THEN 'some' END"]);

    private string Aggregate() => random.Next(9) switch
    {
        0 => "count(*)",
        1 => $"count({Column()})",
        2 => $"count(DISTINCT {Column()})",
        3 => $"sum({Numeric(1)})",
        4 => $"min({Column()})",
        5 => $"max({Column()})",
        6 => "avg(x)",
        7 => "avg(m)",
        _ => $"sum(CASE WHEN {Condition(1)} THEN 1 ELSE 0 END)",
    };

    private string Column() => random.Pick<string>(_hasDims ? ["id", "g", "h", "t", "d", "m", "x", "grade", "name", "size"] : ["id", "k", "g", "h", "t", "d", "m", "x"]);

    private string Value(int depth) => random.Next(4) switch { 0 => Column(), 1 => Text(depth), 2 => random.Pick(["d", "year(d)", "month(d)"]), _ => Numeric(depth) };

    private string Text(int depth) => depth == 0 ? "t" : random.Pick(["t", "upper(t)", "coalesce(t, 'x')", "t || '-' || t", "substring(t, 1, 2)", $"CASE WHEN {Condition(depth - 1)} THEN t ELSE 'other' END"]);

    private string Numeric(int depth) => depth == 0
        ? random.Pick<string>(_hasDims ? ["g", "h", "m", "x", "size", "grade"] : ["g", "h", "m", "x", "k"])
        : random.Next(5) switch
        {
            0 => $"({Numeric(depth - 1)} + {Number(random.Next(1, 9))})",
            1 => $"(g * {Numeric(depth - 1)})",
            2 => "length(t)",
            3 => $"coalesce({Numeric(depth - 1)}, 0)",
            _ => Numeric(0),
        };

    private string Condition(int depth) => random.Next(depth == 0 ? 8 : 11) switch
    {
        0 => $"g = {Number(random.Next(7))}",
        1 => $"h > {Number(random.Next(-100, 100))}",
        2 => $"t = 't{Number(random.Next(40))}'",
        3 => $"t LIKE '{random.Pick(["t1%", "%3", "t_", "%"])}'",
        4 => $"d BETWEEN DATE '2026-02-01' AND DATE '2026-{Number(random.Next(3, 10)).PadLeft(2, '0')}-15'",
        5 => $"{random.Pick(["h", "t", "d", "x"])} IS {random.Pick(["", "NOT "])}NULL",
        6 => $"g IN (1, {Number(random.Next(2, 7))}, 9)",
        7 => _hasDims ? $"size < {Number(random.Next(150))}" : $"id < {Number(random.Next(5_000))}",
        8 => $"({Condition(depth - 1)} OR {Condition(depth - 1)})",
        9 => $"NOT ({Condition(depth - 1)})",
        _ => $"({Condition(depth - 1)} AND {Condition(depth - 1)})",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
