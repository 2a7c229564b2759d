using System.Globalization;
using System.Text;

namespace DataPlatform.RetailLake;

/// <summary>
/// Sales: orders as monthly CSV exports with the mess of reality (a column that appears in August, a file in Latin-1 with CRLF, broken rows,
/// a file copied by hand) and the customers.
/// </summary>
internal sealed class SalesFiles(string folder, int orderCount, int customerCount, Random random)
{
    private int _orderId = 1_000_000;

    public void Write()
    {
        WriteCustomers(Path.Combine(folder, "customers", "customers.csv"));
        var orders = Path.Combine(folder, "orders");
        WriteOrders(Path.Combine(orders, "orders-2026-07.csv"), 0, new UTF8Encoding(false), "\n");
        WriteOrders(Path.Combine(orders, "orders-2026-08.csv"), 1, new UTF8Encoding(true), "\n");
        WriteOrders(Path.Combine(orders, "orders-2026-09.csv"), 2, Encoding.Latin1, "\r\n");
        File.Copy(Path.Combine(orders, "orders-2026-07.csv"), Path.Combine(orders, "orders-2026-07_copy.csv"), overwrite: true);
    }

    private void WriteCustomers(string path)
    {
        using var writer = Open(path, new UTF8Encoding(false), "\n");
        writer.WriteLine("customer_id,name,country,signed_up,newsletter,credit_limit");
        for (var number = 1; number <= customerCount; number++)
        {
            var name = $"{Pick(RetailCatalog.GivenNames)} {Pick(RetailCatalog.FamilyNames)}";
            var quoted = name.Contains(',', StringComparison.Ordinal) ? $"\"{name}\"" : name;
            var signedUp = RetailCatalog.Start.AddDays(-random.Next(2000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var limit = random.Next(5) == 0 ? "NA" : (random.Next(1, 100) * 50).ToString(CultureInfo.InvariantCulture);
            writer.WriteLine($"{RetailCatalog.CustomerId(number)},{quoted},{Pick(RetailCatalog.Countries)},{signedUp},{(random.Next(3) == 0 ? "true" : "false")},{limit}");
        }
    }

    private void WriteOrders(string path, int monthIndex, Encoding encoding, string newLine)
    {
        var withChannel = monthIndex > 0;
        using var writer = Open(path, encoding, newLine);
        writer.WriteLine("order_id,customer_id,ordered_at,region,status,amount,note" + (withChannel ? ",channel" : ""));
        for (var row = 0; row < orderCount / RetailCatalog.Months.Length; row++)
        {
            writer.WriteLine(Order(monthIndex) + (withChannel ? "," + Pick(RetailCatalog.Channels) : ""));
            if (row % 9_000 == 5_000)
            {
                writer.WriteLine($"{_orderId++},cut off by the export");
            }
        }
    }

    private string Order(int monthIndex)
    {
        var at = RetailCatalog.MomentIn(monthIndex, random).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var amount = random.Next(200) == 0 ? "" : (random.Next(100, 40_000) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        var note = random.Next(40) switch
        {
            0 => "\"says \"\"thanks\"\", a lot\"",
            1 => "café au lait",
            2 => "\"leave at door,\nring twice\"",
            _ => "",
        };
        return $"{_orderId++},{RetailCatalog.CustomerId(random.Next(1, customerCount + 1))},{at},{Pick(RetailCatalog.Regions)},{Pick(RetailCatalog.Statuses)},{amount},{note}";
    }

    private string Pick(string[] values) => values[random.Next(values.Length)];

    private static StreamWriter Open(string path, Encoding encoding, string newLine)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new StreamWriter(path, append: false, encoding, bufferSize: 1 << 16) { NewLine = newLine };
    }
}
