using CsvHelper;
using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.Peers;

/// <summary>CsvHelper, the library that most .NET code reads CSV with, in the way that its documentation calls the fastest.</summary>
internal static class CsvHelperPeer
{
    private const string Name = "CsvHelper";

    /// <summary>Counts the records after the header.</summary>
    public static Contender Count(string path) => Contender.Of(Name, () =>
    {
        using CsvReader csv = CsvReader.FromFile(path);
        long rows = 0;
        while (csv.Read())
        {
            rows++;
        }

        return new Outcome(Answer.Of(rows));
    });

    /// <summary>Reads order_id, amount and country of every record on one thread.</summary>
    public static Contender ThreeColumns(string path) => Contender.Of(Name, () =>
    {
        using CsvReader csv = CsvReader.FromFile(path);
        Func<CsvReader, Row> read = RowReader(csv);
        var sum = new Sum();
        while (csv.Read())
        {
            sum.Add(read(csv));
        }

        return sum.Outcome;
    });

    /// <summary>Reads order_id, amount and country of every record on several threads.</summary>
    public static Contender ThreeColumnsInParallel(string path, int threads) => Contender.Of($"{Name}, {threads} threads", () =>
    {
        using CsvReader csv = CsvReader.FromFile(path);
        var sum = new Sum();
        foreach (Row row in csv.ParallelEnumerate(RowReader(csv), threads))
        {
            sum.Add(row);
        }

        return sum.Outcome;
    });

    private static Func<CsvReader, Row> RowReader(CsvReader csv)
    {
        csv.ReadHeader();
        int orderId = csv.GetFieldIndex("order_id");
        int amount = csv.GetFieldIndex("amount");
        int country = csv.GetFieldIndex("country");
        return reader => new Row(reader.Parse<long>(orderId), reader.Parse<decimal>(amount), reader.GetSpan(country).Length);
    }

    private readonly record struct Row(long OrderId, decimal Amount, int CountryBytes);

    private struct Sum
    {
        private long _rows;
        private long _orderIds;
        private decimal _amounts;
        private long _countryBytes;

        public readonly Outcome Outcome => new(Answer.Of(_rows, _orderIds, _amounts, _countryBytes));

        public void Add(Row row)
        {
            _rows++;
            _orderIds += row.OrderId;
            _amounts += row.Amount;
            _countryBytes += row.CountryBytes;
        }
    }
}
