namespace DataPlatform.RetailLake;

/// <summary>The shop's world that every generated file draws from, so that ids match across domains.</summary>
internal static class RetailCatalog
{
    public static readonly DateTime Start = new(2026, 7, 1, 0, 0, 0, DateTimeKind.Utc);

    public static readonly string[] Months = ["2026-07", "2026-08", "2026-09"];

    public static readonly string[] Regions = ["north", "south", "east", "west"];

    public static readonly string[] Statuses = ["paid", "paid", "paid", "paid", "shipped", "open", "cancelled", "returned"];

    public static readonly string[] Channels = ["web", "app", "store", "phone"];

    public static readonly string[] Countries = ["NL", "DE", "FR", "BE", "AT", "ES"];

    public static readonly string[] FamilyNames = ["de Vries", "Müller", "O'Neill", "García", "Jansen", "Lefèvre", "Smith, Jr.", "Öztürk"];

    public static readonly string[] GivenNames = ["Ada", "Björn", "Chloé", "Dirk", "Eva", "François", "Grace", "Zoë"];

    public static readonly string[] Pages = ["/", "/search?q=lamp", "/product/17", "/product/42", "/cart", "/checkout", "/account", "/help"];

    /// <summary>Orders of one month: a seeded moment inside it.</summary>
    public static DateTime MomentIn(int monthIndex, Random random)
        => Start.AddMonths(monthIndex).AddSeconds(random.Next(28 * 24 * 3600));

    /// <summary>A customer id with leading zeros, which must stay text.</summary>
    public static string CustomerId(int number) => $"{number:D6}";
}
