using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace DataPlatform.RetailLake;

/// <summary>Finance: payments as nested NDJSON, one of them compressed and one cut off in its last line, and exchange rates as a JSON array.</summary>
internal sealed class FinanceFiles(string folder, int paymentCount, Random random)
{
    private static readonly string[] Methods = ["card", "ideal", "paypal", "invoice"];
    private int _paymentId = 5_000_000;

    public void Write()
    {
        var payments = Directory.CreateDirectory(Path.Combine(folder, "payments")).FullName;
        for (var month = 0; month < RetailCatalog.Months.Length; month++)
        {
            var path = Path.Combine(payments, $"payments-{RetailCatalog.Months[month]}.ndjson");
            using Stream file = File.Create(month == 1 ? path + ".gz" : path);
            using var stream = month == 1 ? new GZipStream(file, CompressionLevel.Fastest) : file;
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
            for (var row = 0; row < paymentCount / RetailCatalog.Months.Length; row++)
            {
                writer.WriteLine(Payment(month));
            }

            if (month == 2)
            {
                writer.Write("{\"payment_id\":" + _paymentId + ",\"order_id\":10");
            }
        }

        WriteRates(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "rates")).FullName, "rates.json"));
    }

    private string Payment(int month)
    {
        var at = RetailCatalog.MomentIn(month, random).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var value = (random.Next(100, 40_000) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        var refunds = random.Next(25) == 0 ? $"[{{\"at\":\"{at}\",\"value\":{value},\"reason\":\"damaged\"}}]" : "[]";
        var method = Methods[random.Next(Methods.Length)];
        var details = method == "card" ? $"{{\"type\":\"card\",\"last4\":\"{random.Next(10_000):D4}\"}}" : $"{{\"type\":\"{method}\"}}";
        return $"{{\"payment_id\":{_paymentId++},\"order_id\":{1_000_000 + random.Next(60_000)},\"paid_at\":\"{at}\",\"amount\":{{\"value\":{value},\"currency\":\"EUR\"}},\"method\":{details},\"refunds\":{refunds}}}";
    }

    private void WriteRates(string path)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("[");
        for (var day = 0; day < 90; day++)
        {
            var date = RetailCatalog.Start.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var rate = (1.05m + (random.Next(1000) / 10_000m)).ToString("0.0000", CultureInfo.InvariantCulture);
            writer.WriteLine($"  {{\"date\": \"{date}\", \"from\": \"EUR\", \"to\": \"USD\", \"rate\": {rate}}}{(day < 89 ? "," : "")}");
        }

        writer.WriteLine("]");
    }
}
