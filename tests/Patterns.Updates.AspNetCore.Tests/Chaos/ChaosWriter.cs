using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Patterns.Updates.AspNetCore.Tests.Chaos;

/// <summary>Appends the numbers from 0 on over HTTP, as an idempotent producer: what is not acknowledged is sent again until it is.</summary>
internal sealed class ChaosWriter(FeedProcess server, int total, int seed)
{
    private readonly Random _random = new(seed);
    private int _appended;

    /// <summary>Numbers that were acknowledged.</summary>
    public int Appended => Volatile.Read(ref _appended);

    /// <summary>Creates the feed.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        await SendAsync(http, HttpMethod.Put, null, static _ => { }, cancellationToken);
    }

    /// <summary>Appends everything, each batch when <paramref name="mayGoOnAsync"/> has completed, and closes the feed.</summary>
    public async Task RunAsync(Func<Task> mayGoOnAsync, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(5) };
        for (var sequence = 0; Appended < total; sequence++)
        {
            await mayGoOnAsync();
            int count = Math.Min(_random.Next(1, 400), total - Appended);
            string batch = $"[{string.Join(',', Enumerable.Range(Appended, count))}]";
            await SendAsync(http, HttpMethod.Post, batch, headers =>
            {
                headers.Add("Producer-Id", "chaos");
                headers.Add("Producer-Epoch", "0");
                headers.Add("Producer-Seq", sequence.ToString(CultureInfo.InvariantCulture));
            }, cancellationToken);
            Volatile.Write(ref _appended, Appended + count);
        }

        await SendAsync(http, HttpMethod.Post, null, static headers => headers.Add("Stream-Closed", "true"), cancellationToken);
    }

    private static async Task SendAsync(HttpClient http, HttpMethod method, string? body, Action<HttpRequestHeaders> setHeaders, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            using var request = new HttpRequestMessage(method, "/feeds/orders") { Content = new StringContent(body ?? "", Encoding.UTF8, "application/json") };
            setHeaders(request.Headers);
            try
            {
                using HttpResponseMessage answer = await http.SendAsync(request, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                Assert.True((int)answer.StatusCode >= 500, $"{method}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            }
            catch (Exception away) when (!cancellationToken.IsCancellationRequested && away is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
            }
        }
    }
}
