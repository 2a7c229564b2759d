using System.Globalization;

namespace Patterns.Testing;

/// <summary>
/// A star of orders, dates, customers, suppliers and parts, and the 13 questions of the Star Schema Benchmark (O'Neil, O'Neil and Chen, revision 3,
/// 2009) in its four flights. The rows are generated.
/// </summary>
public static class StarDataSet
{
    private const string FromWithPart = "FROM lineorder, date, part, supplier WHERE lo_orderdate = d_datekey AND lo_partkey = p_partkey AND lo_suppkey = s_suppkey";
    private const string FromWithCustomer = "FROM customer, lineorder, supplier, date WHERE lo_custkey = c_custkey AND lo_suppkey = s_suppkey AND lo_orderdate = d_datekey";
    private const string FromWithAll = "FROM date, customer, supplier, part, lineorder WHERE lo_custkey = c_custkey AND lo_suppkey = s_suppkey AND lo_partkey = p_partkey AND lo_orderdate = d_datekey";

    /// <summary>Five tables; the orders have so many rows.</summary>
    public static SqlDataSet Of(int rows)
    {
        int customers = Math.Max(300, rows / 200);
        int suppliers = Math.Max(100, rows / 3_000);
        int parts = Math.Max(400, rows / 30);
        return new SqlDataSet(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["date"] =
                    """
                    SELECT strftime(day, '%Y%m%d')::INT AS d_datekey, day::DATE AS d_date, year(day)::INT AS d_year, strftime(day, '%Y%m')::INT AS d_yearmonthnum,
                        strftime(day, '%b%Y') AS d_yearmonth, (1 + (dayofyear(day) - 1) // 7)::INT AS d_weeknuminyear
                    FROM range(DATE '1992-01-01', DATE '1999-01-01', INTERVAL 1 DAY) t(day)
                    """,
                ["customer"] = Party("c", "c_custkey", customers),
                ["supplier"] = Party("s", "s_suppkey", suppliers),
                ["part"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT (i + 1)::INT AS p_partkey, 'MFGR#' || (1 + hash(i) % 5) AS p_mfgr, 'MFGR#' || (1 + hash(i) % 5) || (1 + hash(i + 1) % 5) AS p_category,
                        'MFGR#' || (1 + hash(i) % 5) || (1 + hash(i + 1) % 5) || (1 + hash(i + 2) % 40) AS p_brand1
                    FROM range({parts}) t(i)
                    """),
                ["lineorder"] = string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    SELECT (i // 4)::BIGINT AS lo_orderkey, (1 + i % 4)::INT AS lo_linenumber, (1 + hash(i) % {customers})::INT AS lo_custkey,
                        (1 + hash(i + 1) % {parts})::INT AS lo_partkey, (1 + hash(i + 2) % {suppliers})::INT AS lo_suppkey,
                        strftime(DATE '1992-01-01' + (i * 2557 // {rows})::INT, '%Y%m%d')::INT AS lo_orderdate,
                        (1 + hash(i + 4) % 50)::INT AS lo_quantity, (900 + hash(i + 5) % 100000)::BIGINT AS lo_extendedprice, (hash(i + 6) % 11)::INT AS lo_discount,
                        (800 + hash(i + 7) % 90000)::BIGINT AS lo_revenue, (500 + hash(i + 8) % 60000)::BIGINT AS lo_supplycost
                    FROM range({rows}) t(i)
                    """),
            },
            [
                new("q1.1", "SELECT sum(lo_extendedprice * lo_discount) AS revenue FROM lineorder, date WHERE lo_orderdate = d_datekey AND d_year = 1993 AND lo_discount BETWEEN 1 AND 3 AND lo_quantity < 25"),
                new("q1.2", "SELECT sum(lo_extendedprice * lo_discount) AS revenue FROM lineorder, date WHERE lo_orderdate = d_datekey AND d_yearmonthnum = 199401 AND lo_discount BETWEEN 4 AND 6 AND lo_quantity BETWEEN 26 AND 35"),
                new("q1.3", "SELECT sum(lo_extendedprice * lo_discount) AS revenue FROM lineorder, date WHERE lo_orderdate = d_datekey AND d_weeknuminyear = 6 AND d_year = 1994 AND lo_discount BETWEEN 5 AND 7 AND lo_quantity BETWEEN 26 AND 35"),
                new("q2.1", $"SELECT sum(lo_revenue), d_year, p_brand1 {FromWithPart} AND p_category = 'MFGR#12' AND s_region = 'AMERICA' GROUP BY d_year, p_brand1 ORDER BY d_year, p_brand1"),
                new("q2.2", $"SELECT sum(lo_revenue), d_year, p_brand1 {FromWithPart} AND p_brand1 BETWEEN 'MFGR#2221' AND 'MFGR#2228' AND s_region = 'ASIA' GROUP BY d_year, p_brand1 ORDER BY d_year, p_brand1"),
                new("q2.3", $"SELECT sum(lo_revenue), d_year, p_brand1 {FromWithPart} AND p_brand1 = 'MFGR#2239' AND s_region = 'EUROPE' GROUP BY d_year, p_brand1 ORDER BY d_year, p_brand1"),
                new("q3.1", $"SELECT c_nation, s_nation, d_year, sum(lo_revenue) AS revenue {FromWithCustomer} AND c_region = 'ASIA' AND s_region = 'ASIA' AND d_year >= 1992 AND d_year <= 1997 GROUP BY c_nation, s_nation, d_year ORDER BY d_year ASC, revenue DESC, 1, 2"),
                new("q3.2", $"SELECT c_city, s_city, d_year, sum(lo_revenue) AS revenue {FromWithCustomer} AND c_nation = 'ASIA 2' AND s_nation = 'ASIA 2' AND d_year >= 1992 AND d_year <= 1997 GROUP BY c_city, s_city, d_year ORDER BY d_year ASC, revenue DESC, 1, 2"),
                new("q3.3", $"SELECT c_city, s_city, d_year, sum(lo_revenue) AS revenue {FromWithCustomer} AND (c_city = 'EUROPE 11' OR c_city = 'EUROPE 15') AND (s_city = 'EUROPE 11' OR s_city = 'EUROPE 15') AND d_year >= 1992 AND d_year <= 1997 GROUP BY c_city, s_city, d_year ORDER BY d_year ASC, revenue DESC, 1, 2"),
                new("q3.4", $"SELECT c_city, s_city, d_year, sum(lo_revenue) AS revenue {FromWithCustomer} AND (c_city = 'EUROPE 11' OR c_city = 'EUROPE 15') AND (s_city = 'EUROPE 11' OR s_city = 'EUROPE 15') AND d_yearmonth = 'Dec1997' GROUP BY c_city, s_city, d_year ORDER BY d_year ASC, revenue DESC, 1, 2"),
                new("q4.1", $"SELECT d_year, c_nation, sum(lo_revenue - lo_supplycost) AS profit {FromWithAll} AND c_region = 'AMERICA' AND s_region = 'AMERICA' AND (p_mfgr = 'MFGR#1' OR p_mfgr = 'MFGR#2') GROUP BY d_year, c_nation ORDER BY d_year, c_nation"),
                new("q4.2", $"SELECT d_year, s_nation, p_category, sum(lo_revenue - lo_supplycost) AS profit {FromWithAll} AND c_region = 'AMERICA' AND s_region = 'AMERICA' AND (d_year = 1997 OR d_year = 1998) AND (p_mfgr = 'MFGR#1' OR p_mfgr = 'MFGR#2') GROUP BY d_year, s_nation, p_category ORDER BY d_year, s_nation, p_category"),
                new("q4.3", $"SELECT d_year, s_city, p_brand1, sum(lo_revenue - lo_supplycost) AS profit {FromWithAll} AND c_region = 'AMERICA' AND s_nation = 'AMERICA 3' AND (d_year = 1997 OR d_year = 1998) AND p_category = 'MFGR#14' GROUP BY d_year, s_city, p_brand1 ORDER BY d_year, s_city, p_brand1"),
            ]);
    }

    private static string Party(string prefix, string key, int rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        WITH placed AS (SELECT i, (['AFRICA', 'AMERICA', 'ASIA', 'EUROPE', 'MIDDLE EAST'])[(1 + hash(i + 11) % 5)::INT] AS region FROM range({rows}) t(i))
        SELECT (i + 1)::INT AS {key}, region AS {prefix}_region, region || ' ' || (hash(i + 12) % 5) AS {prefix}_nation,
            region || ' ' || (hash(i + 12) % 5) || (hash(i + 13) % 10) AS {prefix}_city
        FROM placed
        """);
}
