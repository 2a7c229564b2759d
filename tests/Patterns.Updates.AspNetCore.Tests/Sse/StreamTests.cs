using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Patterns.Updates.AspNetCore.Tests.Serving;

namespace Patterns.Updates.AspNetCore.Tests.Sse;

public sealed class StreamTests
{
    private static readonly Action<HttpRequestMessage> AsBrowser = static request => request.Headers.Accept.ParseAdd("text/event-stream");

    [Fact]
    public async Task A_stream_brings_what_was_missed_and_then_what_comes()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1, 2);
        await using var stream = await host.OpenAsync("/feeds/orders?live=sse&offset=-1");

        Assert.Equal("[1,2]", await stream.DataAsync("data"));
        using var caughtUp = JsonDocument.Parse(await stream.DataAsync("control"));
        Assert.True(caughtUp.RootElement.GetProperty("upToDate").GetBoolean());
        await log.AppendAsync(FeedHost.Number(3));

        Assert.Equal("[3]", await stream.DataAsync("data"));
        using var control = JsonDocument.Parse(await stream.DataAsync("control"));
        Assert.Equal((await log.GetStateAsync()).Tail.ToString(), control.RootElement.GetProperty("streamNextOffset").GetString());
    }

    [Fact]
    public async Task A_browser_gets_one_event_per_update_with_its_offset_as_id()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders");
        await log.AppendAsync(new NewUpdate("{\"a\":\n1}"u8.ToArray()) { Type = "paid" });
        await using var stream = await host.OpenAsync("/feeds/orders", AsBrowser);

        var item = (await stream.NextAsync())!.Value;

        Assert.Equal("paid", item.EventType);
        Assert.Equal("{\"a\":\n1}", item.Data);
        Assert.Equal((await log.GetStateAsync()).Tail.ToString(), item.EventId);
    }

    [Fact]
    public async Task A_stream_begins_at_once_with_an_id_and_a_time_to_wait_before_coming_back()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1);
        await using var stream = await host.OpenAsync("/feeds/orders?offset=now", AsBrowser);
        await log.AppendAsync(FeedHost.Number(2));
        await stream.NextAsync();

        Assert.InRange(stream.Retry, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        var text = await RawAsync(host, "/feeds/orders?offset=now", "Accept: text/event-stream", "id: ");
        Assert.Contains($"id: {(await log.GetStateAsync()).Tail}\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_comes_back_goes_on_from_its_last_id_whatever_its_url_says()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1, 2, 3);
        var second = (await log.ReadAsync(UpdateOffset.Start)).Updates[1].Offset;
        await using var stream = await host.OpenAsync("/feeds/orders?offset=-1", request =>
        {
            AsBrowser(request);
            request.Headers.Add("Last-Event-ID", second.ToString());
        });

        Assert.Equal("3", await stream.DataAsync());
    }

    [Fact]
    public async Task A_browser_whose_cursor_is_gone_is_told_to_reset_and_goes_on_from_the_earliest()
    {
        await using var host = await FeedHost.StartAsync(options => options.Snapshot = static feed => $"/snapshots/{feed}");
        var log = await host.CreateAsync("orders", 1, 2, 3);
        var updates = (await log.ReadAsync(UpdateOffset.Start)).Updates;
        await log.TrimAsync(updates[1].Offset);
        await using var stream = await host.OpenAsync($"/feeds/orders?offset={updates[0].Offset}", AsBrowser);

        using var reset = JsonDocument.Parse(await stream.DataAsync("reset"));

        Assert.Equal("updates.offset-gone", reset.RootElement.GetProperty("code").GetString());
        Assert.Equal("/snapshots/orders", reset.RootElement.GetProperty("snapshot").GetString());
        Assert.Equal("3", await stream.DataAsync());
    }

    [Fact]
    public async Task A_browser_at_the_end_of_a_closed_feed_is_told_and_then_kept_from_coming_back()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1);
        await using var stream = await host.OpenAsync("/feeds/orders", AsBrowser);
        await stream.DataAsync();
        await log.CloseAsync();

        Assert.Equal(["closed"], await stream.RestAsync());
        using var again = await host.GetAsync("/feeds/orders", request =>
        {
            AsBrowser(request);
            request.Headers.Add("Last-Event-ID", stream.LastEventId);
        });
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
    }

    [Fact]
    public async Task An_update_that_is_appended_with_the_end_of_the_feed_is_delivered_before_it()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders");
        await using var stream = await host.OpenAsync("/feeds/orders?live=sse&offset=now");
        await stream.DataAsync("control");
        await log.AppendAsync(new AppendRequest([FeedHost.Number(7)]) { Close = true });

        Assert.Equal("[7]", await stream.DataAsync("data"));
        Assert.Contains("\"streamClosed\":true", await stream.DataAsync("control"), StringComparison.Ordinal);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task A_filter_lets_only_its_types_through_and_a_heartbeat_moves_the_cursor_past_the_others()
    {
        await using var host = await FeedHost.StartAsync(static options => options.StreamLifetime = TimeSpan.FromHours(24));
        var log = await host.CreateAsync("orders");
        await using var stream = await host.OpenAsync("/feeds/orders?live=sse&offset=now&types=paid,sent");
        await stream.DataAsync("control");
        await log.AppendAsync([FeedHost.Number(1, "paid"), FeedHost.Number(2, "open"), FeedHost.Number(3, "sent")]);
        Assert.Equal("[1,3]", await stream.DataAsync("data"));
        await stream.DataAsync("control");

        await log.AppendAsync(FeedHost.Number(4, "open"));
        var control = stream.DataAsync("control");
        while (!control.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(16));
            await Task.WhenAny(control, Task.Yield().AsTask());
        }

        Assert.Contains((await log.GetStateAsync()).Tail.ToString(), await control, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_stream_is_kept_alive_by_comments()
    {
        await using var host = await FeedHost.StartAsync(static options => options.StreamLifetime = TimeSpan.FromHours(24));
        await host.CreateAsync("orders", 1);
        using var response = await host.GetAsync("/feeds/orders?live=sse&offset=now");
        await using var body = await response.Content.ReadAsStreamAsync();
        using StreamReader reader = new(body);
        while (!(await reader.ReadLineAsync())!.StartsWith("data:", StringComparison.Ordinal))
        {
        }

        string? last = null;
        while (last != ":")
        {
            var line = reader.ReadLineAsync();
            while (!line.IsCompleted)
            {
                host.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.WhenAny(line, Task.Yield().AsTask());
            }

            last = await line;
            Assert.NotNull(last);
        }

        Assert.Equal(":", last);
    }

    [Fact]
    public async Task A_stream_ends_when_it_has_had_its_time()
    {
        await using var host = await FeedHost.StartAsync(static options => options.StreamLifetime = TimeSpan.FromMinutes(1));
        await host.CreateAsync("orders", 1);
        await using var stream = await host.OpenAsync("/feeds/orders?live=sse&offset=now");
        await stream.DataAsync("control");

        var rest = stream.RestAsync();
        while (!rest.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(80));
            await Task.WhenAny(rest, Task.Yield().AsTask());
        }

        Assert.Empty(await rest);
    }

    [Fact]
    public async Task Streams_are_never_compressed_cached_or_buffered()
    {
        await using var host = await FeedHost.StartAsync(
            use: static app => app.UseResponseCompression(),
            services: static services => services.AddResponseCompression(static compression => compression.MimeTypes = ["text/event-stream", "application/json"]));
        await host.CreateAsync("orders", 1);
        using var response = await host.GetAsync("/feeds/orders?live=sse&offset=-1", static request => request.Headers.AcceptEncoding.ParseAdd("gzip, br"));

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("no-cache, no-store, no-transform", string.Join(", ", response.Headers.GetValues("Cache-Control").SelectMany(static value => value.Split(", ")).Order()));
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        using var poll = await host.GetAsync("/feeds/orders", static request => request.Headers.AcceptEncoding.ParseAdd("gzip"));
        Assert.Equal("gzip", poll.Content.Headers.ContentEncoding.Single());
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_cut_and_nobody_else_is_slowed()
    {
        await using var host = await FeedHost.StartAsync(static options => options.MaxLagBytes = 64 * 1024);
        var log = await host.CreateAsync("orders");
        using Socket deaf = new(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await deaf.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        await deaf.SendAsync(Encoding.ASCII.GetBytes("GET /feeds/orders?live=sse&offset=now HTTP/1.1\r\nHost: x\r\n\r\n"));
        await using var stream = await host.OpenAsync("/feeds/orders?live=sse&offset=now");
        await stream.DataAsync("control");
        var payload = Encoding.UTF8.GetBytes($"\"{new string('x', 16 * 1024)}\"");
        var received = 0;

        // Far more than the kernel's buffers of both ends and the server's own hold.
        for (var sent = 0; sent < 1000; sent++)
        {
            await log.AppendAsync(new NewUpdate(payload));
            received += (await stream.DataAsync("data")).Split("\",\"").Length;
        }

        Assert.Equal(1000, received);
        Assert.True(await EndsAsync(deaf));
    }

    [Fact]
    public async Task A_deleted_feed_ends_its_streams()
    {
        await using var host = await FeedHost.StartAsync();
        await host.CreateAsync("orders", 1);
        await using var stream = await host.OpenAsync("/feeds/orders?live=sse&offset=now");
        await stream.DataAsync("control");

        await host.Feeds.DeleteAsync("orders");

        Assert.Empty(await stream.RestAsync());
    }

    [Fact]
    public async Task Bytes_come_as_base64_and_say_so()
    {
        await using var host = await FeedHost.StartAsync();
        var log = (await host.Feeds.CreateAsync("bytes", new FeedConfiguration { ContentType = "application/octet-stream" })).Log;
        await log.AppendAsync([new NewUpdate(new byte[] { 1, 2 }), new NewUpdate(new byte[] { 3 })]);
        await using var stream = await host.OpenAsync("/feeds/bytes?live=sse&offset=-1");

        Assert.Equal("base64", stream.Response.Headers.GetValues("Stream-SSE-Data-Encoding").Single());
        Assert.Equal([1, 2, 3], Convert.FromBase64String(await stream.DataAsync("data")));
    }

    [Fact]
    public async Task A_cursor_that_the_server_has_given_out_never_comes_again()
    {
        await using var host = await FeedHost.StartAsync();
        var log = await host.CreateAsync("orders", 1);
        await using var first = await host.OpenAsync("/feeds/orders?live=sse&offset=now");
        var given = Cursor(await first.DataAsync("control"));
        await using var second = await host.OpenAsync($"/feeds/orders?live=sse&offset=now&cursor={given}");
        var start = Cursor(await second.DataAsync("control"));
        await log.AppendAsync(FeedHost.Number(2));

        Assert.True(start > given);
        Assert.True(Cursor(await second.DataAsync("control")) >= start);
    }

    private static long Cursor(string control)
    {
        using var json = JsonDocument.Parse(control);
        return long.Parse(json.RootElement.GetProperty("streamCursor").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<bool> EndsAsync(Socket socket)
    {
        using CancellationTokenSource patience = new(FeedHost.Patience);
        var buffer = new byte[1 << 16];
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) > 0)
            {
            }

            return true;
        }
        catch (SocketException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<string> RawAsync(FeedHost host, string path, string header, string until)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, host.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: x\r\n{header}\r\n\r\n"));
        StringBuilder text = new();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(until, StringComparison.Ordinal))
        {
            text.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer).AsTask().WaitAsync(FeedHost.Patience)));
        }

        return text.ToString();
    }
}
