using System.Globalization;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Patterns.Storage.S3.Tests.Server;

/// <summary>
/// As much of S3 as the store uses, on a free local port: listings in pages, heads, ranges, conditional puts, uploads in parts. Signatures are
/// looked at, not computed: who asks must know the key, and what arrives must be what was hashed.
/// </summary>
public sealed class S3Server : IAsyncDisposable
{
    public const string Bucket = "lake";
    public const string AccessKey = "test-key";

    private const int PageSize = 100;

    private static readonly XNamespace Xml = "http://s3.amazonaws.com/doc/2006-03-01/";

    private readonly WebApplication _app;
    private readonly List<S3Request> _requests = [];

    private S3Server(WebApplication app) => _app = app;

    public S3Bucket Objects { get; } = new();

    /// <summary>What goes wrong with a request.</summary>
    public Func<S3Request, S3Fault> Plan { get; set; } = static _ => S3Fault.None;

    public Uri Url => new(_app.Urls.Single());

    public IReadOnlyList<S3Request> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public static async Task<S3Server> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(static kestrel => kestrel.Limits.MaxRequestBodySize = null).UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new S3Server(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public S3ObjectStore CreateStore(int seed = 1, Action<S3ObjectStoreOptions>? configure = null)
    {
        var options = new S3ObjectStoreOptions { Bucket = Bucket, ServiceUrl = Url, AccessKey = AccessKey, SecretKey = "test-secret", PartBytes = 5 << 20 };
        configure?.Invoke(options);
        return new S3ObjectStore(options, null, new Random(seed));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!.TrimStart('/');
        var key = path.StartsWith($"{Bucket}/", StringComparison.Ordinal) ? path[(Bucket.Length + 1)..] : "";
        S3Fault fault;
        lock (_requests)
        {
            var request = new S3Request(_requests.Count, http.Request.Method, key, [.. http.Request.Query.Keys]);
            _requests.Add(request);
            fault = Plan(request);
        }

        var body = await ReadBodyAsync(http);
        switch (fault)
        {
            case S3Fault.SlowDown:
                await FailAsync(http, 503, "SlowDown");
                return;
            case S3Fault.InternalError:
                await FailAsync(http, 500, "InternalError");
                return;
            case S3Fault.Break:
                http.Abort();
                return;
            case S3Fault.Hang:
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
                return;
        }

        if (path != Bucket && path != $"{Bucket}/" && key.Length == 0)
        {
            await FailAsync(http, 404, "NoSuchBucket");
        }
        else if (!IsSigned(http, body))
        {
            await FailAsync(http, 403, "SignatureDoesNotMatch");
        }
        else if (fault == S3Fault.LoseAnswer)
        {
            var response = new DefaultHttpContext();
            CopyRequest(http, response);
            await ServeAsync(response, key, body);
            http.Abort();
        }
        else
        {
            await ServeAsync(http, key, body);
        }
    }

    private Task ServeAsync(HttpContext http, string key, byte[] body)
    {
        var query = http.Request.Query;
        return (http.Request.Method, key) switch
        {
            ("GET", "") when query["list-type"] == "2" => ListAsync(http),
            ("HEAD" or "GET", not "") => ReadAsync(http, key),
            ("PUT", not "") when query.ContainsKey("partNumber") => PutPartAsync(http, body),
            ("PUT", not "") => PutAsync(http, key, body),
            ("POST", not "") when query.ContainsKey("uploads") => WriteAsync(http, new XElement(Xml + "InitiateMultipartUploadResult", new XElement(Xml + "UploadId", Objects.Start(Metadata(http))))),
            ("POST", not "") => CompleteAsync(http, key),
            ("DELETE", not "") => DeleteAsync(http, key),
            _ => FailAsync(http, 405, "MethodNotAllowed"),
        };
    }

    private static bool IsSigned(HttpContext http, byte[] body)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        var hash = http.Request.Headers["x-amz-content-sha256"].ToString();
        return authorization.StartsWith($"AWS4-HMAC-SHA256 Credential={AccessKey}/", StringComparison.Ordinal)
            && authorization.Contains("/us-east-1/s3/aws4_request", StringComparison.Ordinal)
            && authorization.Contains("Signature=", StringComparison.Ordinal)
            && http.Request.Headers.ContainsKey("x-amz-date")
            && (hash == "UNSIGNED-PAYLOAD" || hash == Convert.ToHexStringLower(SHA256.HashData(body)));
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private static Dictionary<string, string> Metadata(HttpContext http)
        => http.Request.Headers.Where(static header => header.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase)).ToDictionary(static header => header.Key, static header => header.Value.ToString());

    private static void CopyRequest(HttpContext from, HttpContext to)
    {
        (to.Request.Method, to.Request.Path, to.Request.QueryString) = (from.Request.Method, from.Request.Path, from.Request.QueryString);
        foreach (var header in from.Request.Headers)
        {
            to.Request.Headers[header.Key] = header.Value;
        }
    }

    private async Task ListAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var after = query["continuation-token"].ToString() is { Length: > 0 } token ? Uri.UnescapeDataString(token) : query["start-after"].ToString();
        var found = Objects.List(query["prefix"].ToString(), after, PageSize + 1);
        var isTruncated = found.Count > PageSize;
        var page = found.Take(PageSize).ToList();
        await WriteAsync(http, new XElement(
            Xml + "ListBucketResult",
            new XElement(Xml + "Name", Bucket),
            new XElement(Xml + "KeyCount", page.Count),
            new XElement(Xml + "IsTruncated", isTruncated),
            isTruncated ? new XElement(Xml + "NextContinuationToken", Uri.EscapeDataString(page[^1].Key)) : null,
            page.Select(static entry => new XElement(
                Xml + "Contents",
                new XElement(Xml + "Key", entry.Key),
                new XElement(Xml + "LastModified", entry.Value.LastModified.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
                new XElement(Xml + "ETag", entry.Value.ETag),
                new XElement(Xml + "Size", entry.Value.Content.Length)))));
    }

    private async Task ReadAsync(HttpContext http, string key)
    {
        if (Objects.Find(key) is not { } found)
        {
            await FailAsync(http, 404, "NoSuchKey");
            return;
        }

        if (http.Request.Headers.IfMatch.ToString() is { Length: > 0 } expected && expected != found.ETag)
        {
            await FailAsync(http, 412, "PreconditionFailed");
            return;
        }

        var (start, count) = (0, found.Content.Length);
        if (RangeHeaderValue.TryParse(http.Request.Headers.Range.ToString(), out var range))
        {
            start = (int)range.Ranges.Single().From!.Value;
            count = (int)Math.Min(range.Ranges.Single().To!.Value + 1, found.Content.Length) - start;
            http.Response.StatusCode = 206;
            http.Response.Headers.ContentRange = $"bytes {start}-{start + count - 1}/{found.Content.Length}";
        }

        http.Response.Headers.ETag = found.ETag;
        http.Response.Headers.LastModified = found.LastModified.ToString("R", CultureInfo.InvariantCulture);
        http.Response.ContentLength = count;
        foreach (var (name, value) in found.Metadata)
        {
            http.Response.Headers[name] = value;
        }

        if (http.Request.Method == "GET")
        {
            await http.Response.Body.WriteAsync(found.Content.AsMemory(start, count));
        }
    }

    private async Task PutAsync(HttpContext http, string key, byte[] body)
    {
        if (Objects.Put(key, body, Metadata(http), http.Request.Headers.IfNoneMatch == "*") is { } stored)
        {
            http.Response.Headers.ETag = stored.ETag;
        }
        else
        {
            await FailAsync(http, 412, "PreconditionFailed");
        }
    }

    private async Task PutPartAsync(HttpContext http, byte[] body)
    {
        var number = int.Parse(http.Request.Query["partNumber"].ToString(), CultureInfo.InvariantCulture);
        if (Objects.AddPart(http.Request.Query["uploadId"].ToString(), number, body))
        {
            http.Response.Headers.ETag = $"\"part-{number}\"";
        }
        else
        {
            await FailAsync(http, 404, "NoSuchUpload");
        }
    }

    private async Task CompleteAsync(HttpContext http, string key)
    {
        switch (Objects.Complete(key, http.Request.Query["uploadId"].ToString(), http.Request.Headers.IfNoneMatch == "*"))
        {
            case null:
                await FailAsync(http, 404, "NoSuchUpload");
                break;
            case false:
                await FailAsync(http, 412, "PreconditionFailed");
                break;
            default:
                await WriteAsync(http, new XElement(Xml + "CompleteMultipartUploadResult", new XElement(Xml + "Key", key), new XElement(Xml + "ETag", "\"whole\"")));
                break;
        }
    }

    private async Task DeleteAsync(HttpContext http, string key)
    {
        if (http.Request.Query["uploadId"].ToString() is { Length: > 0 } upload)
        {
            if (!Objects.Abort(upload))
            {
                await FailAsync(http, 404, "NoSuchUpload");
                return;
            }
        }
        else
        {
            Objects.Delete(key);
        }

        http.Response.StatusCode = 204;
    }

    private static Task WriteAsync(HttpContext http, XElement root)
    {
        http.Response.ContentType = "application/xml";
        return http.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>{root.ToString(SaveOptions.DisableFormatting)}");
    }

    private static Task FailAsync(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        return http.Request.Method == "HEAD"
            ? Task.CompletedTask
            : WriteAsync(http, new XElement("Error", new XElement("Code", code), new XElement("Message", $"The request failed with {code}.")));
    }
}
