using System.Globalization;
using System.Net;
using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A server refused to be read, in a way that trying again does not change. Code <c>updates.refused</c>.</summary>
public sealed class ServerRefusedException : PatternsException
{
    internal ServerRefusedException(Uri url, HttpStatusCode statusCode)
        : base(
            "updates.refused",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{url.GetLeftPart(UriPartial.Path)} answered with status {(int)statusCode} ({statusCode}), but a client that follows it needs 200. {WhatToDo(statusCode)}"))
    {
        Url = url;
        StatusCode = statusCode;
    }

    /// <summary>What was asked for.</summary>
    public Uri Url { get; }

    /// <summary>The status of the answer.</summary>
    public HttpStatusCode StatusCode { get; }

    private static string WhatToDo(HttpStatusCode statusCode) => statusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Set the credentials of each request in PrepareRequest; they were asked for anew before this was given up.",
        HttpStatusCode.NotFound => "Correct the URL, or create what is to be read.",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "The redirect has no usable Location, or the handler of the HttpClient follows none or no more.",
        _ => "See the log of the server.",
    };
}
