using System.Globalization;

namespace Patterns.Testing;

/// <summary>Order lines and the two questions of TPC-H (revision 3) that ask of one table: the pricing summary and the forecast of revenue. The rows are generated.</summary>
public static class LineItemDataSet
{
    /// <summary>A table <c>lineitem</c> of so many rows.</summary>
    public static SqlDataSet Of(int rows) => new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["lineitem"] = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT (i // 4)::BIGINT AS l_orderkey, (1 + hash(i) % 50)::DECIMAL(15, 2) AS l_quantity, ((90000 + hash(i + 1) % 10000000) / 100)::DECIMAL(15, 2) AS l_extendedprice,
                    (hash(i + 2) % 11 / 100)::DECIMAL(15, 2) AS l_discount, (hash(i + 3) % 9 / 100)::DECIMAL(15, 2) AS l_tax,
                    (['A', 'N', 'R'])[(1 + hash(i + 4) % 3)::INT] AS l_returnflag, (['F', 'O'])[(1 + hash(i + 5) % 2)::INT] AS l_linestatus,
                    DATE '1992-01-02' + (hash(i + 6) % 2526)::INT AS l_shipdate
                FROM range({rows}) t(i)
                """),
        },
        [
            new(
                "q1",
                """
                SELECT l_returnflag, l_linestatus, sum(l_quantity) AS sum_qty, sum(l_extendedprice) AS sum_base_price, sum(l_extendedprice * (1 - l_discount)) AS sum_disc_price,
                    sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)) AS sum_charge, avg(l_quantity) AS avg_qty, avg(l_extendedprice) AS avg_price, avg(l_discount) AS avg_disc,
                    count(*) AS count_order
                FROM lineitem
                WHERE l_shipdate <= DATE '1998-12-01' - 90
                GROUP BY l_returnflag, l_linestatus
                ORDER BY l_returnflag, l_linestatus
                """),
            new(
                "q6",
                """
                SELECT sum(l_extendedprice * l_discount) AS revenue
                FROM lineitem
                WHERE l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1995-01-01' AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24
                """),
        ]);
}
