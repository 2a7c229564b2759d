using System.Net;
using System.Net.Http.Headers;

namespace Patterns.Updates.Connecting;

/// <summary>Judges answers. Pure. Redirects have been followed before. Source: HTML Standard, section 9.2.2, and RFC 9110, section 15.</summary>
internal static class AnswerRules
{
    public const string EventStream = "text/event-stream";

    /// <summary>What the status means.</summary>
    public static AnswerVerdict Judge(HttpStatusCode status) => status switch
    {
        HttpStatusCode.OK => AnswerVerdict.Content,
        HttpStatusCode.NoContent => AnswerVerdict.Nothing,
        HttpStatusCode.NotModified => AnswerVerdict.Unchanged,
        HttpStatusCode.Gone => AnswerVerdict.Gone,
        HttpStatusCode.Unauthorized => AnswerVerdict.Unauthorized,
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 => AnswerVerdict.Later,
        HttpStatusCode.NotAcceptable or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.NotImplemented => AnswerVerdict.NotThisWay,
        >= HttpStatusCode.InternalServerError => AnswerVerdict.Later,
        _ => AnswerVerdict.Refused,
    };

    /// <summary>"If res's Content-Type is not text/event-stream, then fail the connection." Parameters and case make no difference.</summary>
    public static bool IsEventStream(HttpContentHeaders headers) => HasMediaType(headers, EventStream);

    /// <summary>Whether the body is of a media type.</summary>
    public static bool HasMediaType(HttpContentHeaders headers, string mediaType)
        => string.Equals(headers.ContentType?.MediaType?.Trim(), mediaType, StringComparison.OrdinalIgnoreCase);
}
