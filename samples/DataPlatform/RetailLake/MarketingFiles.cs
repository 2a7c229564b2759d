using System.Globalization;
using System.Text;

namespace DataPlatform.RetailLake;

/// <summary>Marketing: a clickstream as NDJSON whose shape grows over time, the web server's access log, and campaigns as TSV with NA.</summary>
internal sealed class MarketingFiles(string folder, int clickCount, int requestCount, int customerCount, Random random)
{
    public void Write()
    {
        WriteClicks(Directory.CreateDirectory(Path.Combine(folder, "clickstream")).FullName);
        WriteAccessLog(Directory.CreateDirectory(Path.Combine(folder, "web")).FullName);
        WriteCampaigns(Directory.CreateDirectory(Path.Combine(folder, "campaigns")).FullName);
    }

    private void WriteClicks(string path)
    {
        for (var month = 0; month < RetailCatalog.Months.Length; month++)
        {
            using var writer = new StreamWriter(Path.Combine(path, $"clicks-{RetailCatalog.Months[month]}.ndjson"), false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
            for (var row = 0; row < clickCount / RetailCatalog.Months.Length; row++)
            {
                var at = new DateTimeOffset(RetailCatalog.MomentIn(month, random)).ToUnixTimeMilliseconds();
                var customer = random.Next(3) == 0 ? "null" : $"\"{RetailCatalog.CustomerId(random.Next(1, customerCount + 1))}\"";
                var utm = month > 0 && random.Next(4) == 0 ? ",\"utm\":{\"source\":\"mail\",\"campaign\":\"autumn\"}" : "";
                var page = RetailCatalog.Pages[random.Next(RetailCatalog.Pages.Length)];
                writer.WriteLine($"{{\"session\":\"{random.NextInt64():x16}\",\"customer_id\":{customer},\"at\":{at},\"page\":\"{page}\",\"dwell_seconds\":{random.Next(600)}{utm}}}");
            }
        }
    }

    private void WriteAccessLog(string path)
    {
        using var writer = new StreamWriter(Path.Combine(path, "access.log"), false, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        for (var row = 0; row < requestCount; row++)
        {
            var at = RetailCatalog.Start.AddSeconds(row * 380.0).ToString("dd/MMM/yyyy:HH:mm:ss", CultureInfo.InvariantCulture);
            var status = random.Next(50) switch { 0 => 500, 1 or 2 => 404, 3 => 302, _ => 200 };
            var bytes = status == 302 ? "-" : random.Next(200, 90_000).ToString(CultureInfo.InvariantCulture);
            var page = RetailCatalog.Pages[random.Next(RetailCatalog.Pages.Length)];
            writer.WriteLine($"10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)} - - [{at} +0000] \"GET {page} HTTP/1.1\" {status} {bytes} \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"");
            if (row % 10_000 == 9_999)
            {
                writer.WriteLine("log rotated");
            }
        }
    }

    private void WriteCampaigns(string path)
    {
        using var writer = new StreamWriter(Path.Combine(path, "campaigns.tsv"), false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("campaign\tstarts\tends\tbudget\tclicks_goal");
        for (var number = 1; number <= 40; number++)
        {
            var starts = RetailCatalog.Start.AddDays(random.Next(60));
            var ends = number % 7 == 0 ? "NA" : starts.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            writer.WriteLine($"campaign-{number:D2}\t{starts.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\t{ends}\t{random.Next(1, 50) * 1000}\t{random.Next(1000, 90_000)}");
        }
    }
}
