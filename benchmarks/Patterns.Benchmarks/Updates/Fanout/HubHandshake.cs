using System.Text.Json;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>What SignalR asks of a client beside the stream itself.</summary>
internal static class HubHandshake
{
    private static readonly Uri Negotiation = new("/hub/negotiate?negotiateVersion=1", UriKind.Relative);

    /// <summary>Asks for a connection.</summary>
    /// <returns>Path of its stream.</returns>
    public static async Task<string> NegotiateAsync(HttpClient http)
    {
        using var response = await http.PostAsync(Negotiation, null);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return $"/hub?id={Uri.EscapeDataString(json.RootElement.GetProperty("connectionToken").GetString()!)}";
    }

    /// <summary>Says which protocol is spoken, when the stream is open.</summary>
    public static async Task AgreeAsync(HttpClient http, string path)
    {
        using var body = new StringContent("{\"protocol\":\"json\",\"version\":1}\u001e");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), body);
        response.EnsureSuccessStatusCode();
    }
}
