using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Testing;

namespace Patterns.Benchmarks.Peers;

/// <summary>Sales in a table of DuckDB's own, in memory.</summary>
internal static class DuckDbSalesTable
{
    /// <summary>A database with the table <c>sales(region, customer, amount)</c>; null where DuckDB is not installed.</summary>
    public static DuckDb? TryLoad(Sales sales, CompareOptions options)
    {
        DuckDb? duck = DuckDbPeer.TryOpen(options);
        if (duck is null)
        {
            return null;
        }

        duck.Execute("CREATE TABLE sales(region VARCHAR NOT NULL, customer BIGINT NOT NULL, amount DECIMAL(18, 2) NOT NULL)");
        using DuckDbAppender appender = duck.Append("sales");
        for (var row = 0; row < sales.Rows; row++)
        {
            appender.Append(Sales.Regions[sales.RegionCodes[row]]);
            appender.Append(sales.Customers[row]);
            appender.AppendDecimal(sales.Amounts[row]);
            appender.EndRow();
        }

        appender.Flush();
        return duck;
    }
}
