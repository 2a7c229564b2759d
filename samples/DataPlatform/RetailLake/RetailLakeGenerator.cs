namespace DataPlatform.RetailLake;

/// <summary>
/// Writes the raw lake of a shop with three domains, the same bytes for the same scale on every machine. It is as untidy as real ones:
/// see the three domains for what is wrong on purpose.
/// </summary>
internal static class RetailLakeGenerator
{
    private const int Seed = 2026;
    private const string Finished = ".generated";

    /// <summary>Writes the lake unless this scale is already there.</summary>
    /// <param name="folder">Where to; created when missing.</param>
    /// <param name="scale">1 gives about 200,000 rows.</param>
    public static void Write(string folder, double scale)
    {
        var marker = Path.Combine(folder, "..", $"{Path.GetFileName(folder)}{Finished}");
        var content = FormattableString.Invariant($"scale {scale}, seed {Seed}");
        if (File.Exists(marker) && File.ReadAllText(marker) == content)
        {
            return;
        }

        var customers = Math.Max(10, (int)(10_000 * scale));
        new SalesFiles(Path.Combine(folder, "sales"), (int)(60_000 * scale), customers, new Random(Seed)).Write();
        new FinanceFiles(Path.Combine(folder, "finance"), (int)(50_000 * scale), new Random(Seed + 1)).Write();
        new MarketingFiles(Path.Combine(folder, "marketing"), (int)(60_000 * scale), (int)(20_000 * scale), customers, new Random(Seed + 2)).Write();
        ProductImages.Write(Path.Combine(folder, "sales", "product-images"), new Random(Seed + 3));
        WriteDefinitions(folder);
        File.WriteAllText(marker, content);
    }

    /// <summary>Two teams, one word, two meanings: the conflict that a catalog has to find.</summary>
    private static void WriteDefinitions(string folder)
    {
        const string Definition = "metric: active_customer\nowner: {0}\ndescription: customers with at least one order in the last {1} days\naggregate: count_distinct(customer_id)\nwindow_days: {1}\n";
        foreach (var (domain, days) in new[] { ("sales", "90"), ("marketing", "30") })
        {
            var path = Directory.CreateDirectory(Path.Combine(folder, domain, "definitions")).FullName;
            File.WriteAllText(Path.Combine(path, "active-customer.yaml"), Definition.Replace("{0}", domain, StringComparison.Ordinal).Replace("{1}", days, StringComparison.Ordinal));
        }
    }
}
