using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>Many connections to one server, over bare sockets, each of which checks that the updates come one after the other.</summary>
internal sealed class FanoutAudience : IDisposable
{
    private const int NumberDigits = 8;
    private const int CarryBytes = 16;
    private const int ConnectingAtOnce = 8;

    private readonly Socket[] _sockets;
    private readonly byte[][] _buffers;
    private readonly int[] _carried;
    private readonly ChunkedText[] _chunks;

    private FanoutAudience(int count)
    {
        _sockets = new Socket[count];
        _buffers = new byte[count][];
        _carried = new int[count];
        _chunks = new ChunkedText[count];
    }

    /// <summary>Opens the connections and waits for the first bytes on each.</summary>
    /// <param name="server">The server.</param>
    /// <param name="count">How many.</param>
    /// <param name="bufferBytes">What each reads at a time.</param>
    public static async Task<FanoutAudience> ConnectAsync(FanoutProcess server, int count, int bufferBytes)
    {
        FanoutAudience audience = new(count);
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = ConnectingAtOnce }, async (index, _) => await audience.OpenAsync(server, index, bufferBytes));
        return audience;
    }

    /// <summary>Reads until each connection has had so many updates.</summary>
    /// <returns>How many updates came in all, or what was wrong.</returns>
    public async Task<string> ReceiveAsync(int first, int count)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, _sockets.Length).Select(index => Task.Run(() => ReceiveAsync(index, first, count))));
        return results.FirstOrDefault(static result => result is not null)
            ?? string.Create(CultureInfo.InvariantCulture, $"{(long)_sockets.Length * count} updates in order");
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private async Task OpenAsync(FanoutProcess server, int index, int bufferBytes)
    {
        var isHub = server.Path == "/hub";
        var path = isHub ? await HubHandshake.NegotiateAsync(server.Http) : server.Path;
        var buffer = new byte[bufferBytes];
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"));
        var length = await socket.ReceiveAsync(buffer);
        if (isHub)
        {
            // The handshake finds the connection only once its stream is open.
            await HubHandshake.AgreeAsync(server.Http, path);
        }

        // The first event has an id, that of a hub is empty: from then on nothing is missed.
        int head;
        while ((head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0 || buffer.AsSpan(head..length).IndexOf(isHub ? "{}"u8 : "id:"u8) < 0)
        {
            length += await socket.ReceiveAsync(buffer.AsMemory(length));
        }

        _chunks[index] = new ChunkedText(buffer.AsSpan(0, head).IndexOf("chunked"u8) >= 0);
        _chunks[index].Decode(buffer.AsSpan((head + 4)..length));
        _sockets[index] = socket;
        _buffers[index] = buffer;
    }

    private async Task<string?> ReceiveAsync(int index, int first, int count)
    {
        var buffer = _buffers[index];
        first = FanoutProcess.Number(first);
        var expected = first;
        while (expected < first + count)
        {
            var received = await _sockets[index].ReceiveAsync(buffer.AsMemory(_carried[index]));
            if (received == 0)
            {
                return $"connection {index} ended at update {expected}";
            }

            var decoded = _chunks[index].Decode(buffer.AsSpan(_carried[index], received));
            var text = buffer.AsMemory(0, _carried[index] + decoded);
            while (Next(text.Span, out var number, out var end))
            {
                if (number != expected)
                {
                    return $"connection {index} got {number} instead of {expected}";
                }

                expected++;
                text = text[end..];
            }

            _carried[index] = Math.Min(CarryBytes, text.Length);
            text[^_carried[index]..].CopyTo(buffer);
        }

        return null;
    }

    private static bool Next(ReadOnlySpan<byte> text, out int number, out int end)
    {
        var at = text.IndexOf("\"n\":"u8);
        end = at + 4 + NumberDigits;
        number = 0;
        return at >= 0 && end <= text.Length && int.TryParse(text[(at + 4)..end], NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
