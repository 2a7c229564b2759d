using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>
/// A process that carries updates to many connections, so that its memory and processor time are its own. Told over HTTP what to send; prints the
/// address of its control and port and path of its stream, and ends with its input.
/// </summary>
internal static class FanoutServer
{
    /// <summary>The argument that starts one.</summary>
    public const string Command = "fanout-server";

    private const int PayloadBytes = 200;

    /// <summary>Runs a server until the input ends.</summary>
    public static async Task<int> RunAsync(string kind, TextReader input, TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        await using IFanout fanout = kind switch
        {
            "ours" => new FeedFanout(),
            "raw" => new ChannelFanout(),
            "signalr" => new HubFanout(),
            "sends" => new SocketFanout(),
            _ => throw new ArgumentException($"'{kind}' is not a kind of fan-out.", nameof(kind)),
        };
        fanout.Configure(builder);
        await using var app = builder.Build();
        fanout.Map(app);
        app.MapPost("/send", async (HttpContext context) =>
        {
            var count = Number(context, "count");
            var gap = TimeSpan.FromMilliseconds(Number(context, "gap"));
            var first = Number(context, "first");
            var random = new Random(1);
            if (gap == TimeSpan.Zero)
            {
                await fanout.SendAsync([.. Enumerable.Range(first, count).Select(number => Payload(number, random))]);
                return;
            }

            using PeriodicTimer timer = new(gap);
            for (var index = 0; index < count && await timer.WaitForNextTickAsync(); index++)
            {
                await fanout.SendAsync([Payload(first + index, random)]);
            }
        });
        app.MapGet("/stats", async (HttpContext context) =>
        {
            if (context.Request.Query.ContainsKey("settle"))
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
            }

            var status = await File.ReadAllLinesAsync("/proc/self/status");
            var processor = Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;
            await context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{processor} {Bytes(status, "VmRSS:")} {Bytes(status, "VmHWM:")} {GC.GetTotalMemory(false)}"));
        });
        await app.StartAsync();
        await output.WriteLineAsync($"{app.Urls.First()} {fanout.Port ?? new Uri(app.Urls.First()).Port} {fanout.Path}");
        await output.FlushAsync();
        await input.ReadToEndAsync();
        return 0;
    }

    private static byte[] Payload(int number, Random random)
    {
        StringBuilder text = new(PayloadBytes);
        text.Append(CultureInfo.InvariantCulture, $"{{\"n\":{number},\"text\":\"");
        while (text.Length < PayloadBytes - 2)
        {
            text.Append((char)('a' + random.Next(26)));
        }

        return Encoding.ASCII.GetBytes(text.Append("\"}").ToString());
    }

    private static int Number(HttpContext context, string name) => int.Parse(context.Request.Query[name]!, CultureInfo.InvariantCulture);

    private static long Bytes(string[] status, string name)
        => long.Parse(status.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
}
