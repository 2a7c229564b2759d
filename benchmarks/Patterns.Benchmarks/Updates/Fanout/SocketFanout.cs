using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>The floor: no server at all, the same bytes sent over bare sockets, as many at a time as ours sends.</summary>
internal sealed class SocketFanout : IFanout
{
    private const int BytesPerSend = 32 * 1024;

    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _sockets = [];
    private long _lastId;

    public SocketFanout()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(8192);
        _ = AcceptAsync();
    }

    public string Path => "/";

    public int? Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Configure(WebApplicationBuilder builder)
    {
    }

    public void Map(WebApplication app)
    {
    }

    public async Task SendAsync(IReadOnlyList<byte[]> payloads)
    {
        using MemoryStream bytes = new();
        foreach (var payload in payloads)
        {
            bytes.Write(Encoding.ASCII.GetBytes($"id: {(++_lastId).ToString("x33", CultureInfo.InvariantCulture)}\ndata:"));
            bytes.Write(payload);
            bytes.Write("\n\n"u8);
        }

        Socket[] sockets;
        lock (_sockets)
        {
            _sockets.RemoveAll(static socket => !socket.Connected);
            sockets = [.. _sockets];
        }

        var all = bytes.ToArray().AsMemory();
        for (var from = 0; from < all.Length; from += BytesPerSend)
        {
            var part = all[from..Math.Min(all.Length, from + BytesPerSend)];
            foreach (var socket in sockets)
            {
                for (var sent = 0; sent < part.Length;)
                {
                    try
                    {
                        sent += await socket.SendAsync(part[sent..]);
                    }
                    catch (SocketException)
                    {
                        break;
                    }
                }
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AcceptAsync()
    {
        var request = new byte[4096];
        while (true)
        {
            var socket = await _listener.AcceptAsync();
            await socket.ReceiveAsync(request);
            lock (_sockets)
            {
                _sockets.Add(socket);
            }

            await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nid: 0\n\n"u8.ToArray());
        }
    }
}
