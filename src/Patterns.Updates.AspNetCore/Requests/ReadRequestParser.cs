using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Patterns.Updates.AspNetCore.Caching;

namespace Patterns.Updates.AspNetCore.Requests;

/// <summary>
/// Reads the query and the headers of a GET. Parameters that it does not know are ignored, as the protocol asks; those that it knows are well-formed,
/// or the answer is 400.
/// </summary>
internal static class ReadRequestParser
{
    private const string EventStream = "text/event-stream";
    private const string CloudEventsBatch = "application/cloudevents-batch+json";

    /// <summary>Reads a request.</summary>
    /// <returns>What is wrong with it; null when nothing is, and then <paramref name="read"/> is set.</returns>
    public static string? Parse(IQueryCollection query, IHeaderDictionary headers, out ReadRequest? read)
    {
        read = null;
        if (Live(query, headers, out var live, out var profile) is { } badLive)
        {
            return badLive;
        }

        if (From(query, headers, out var from, out var isFromHeader, out var isNamed) is { } badOffset)
        {
            return badOffset;
        }

        if (Wait(query, headers, out var wait, out var isPreference) is { } badWait)
        {
            return badWait;
        }

        if (live == LiveMode.None && wait is { Ticks: > 0 })
        {
            live = LiveMode.LongPoll;
        }
        else if (query.ContainsKey("live") && !isNamed)
        {
            return "A live read begins at an offset, but the request names none. Add offset=now for what comes from now on, or offset=-1 for everything.";
        }

        if (Number(query, "limit", out var limit) is { } badLimit)
        {
            return badLimit;
        }

        if (TypeFilter.Parse(Single(query, "types"), out var types) is { } badTypes)
        {
            return badTypes;
        }

        if (Envelope(query, headers, out var asCloudEvents, out var isEnvelopeFromHeader) is { } badEnvelope)
        {
            return badEnvelope;
        }

        read = new ReadRequest
        {
            From = from,
            Live = live,
            Profile = profile,
            Limit = limit,
            Types = types,
            AsCloudEvents = asCloudEvents,
            Wait = wait,
            WaitIsPreference = isPreference,
            Cursor = StreamCursor.Parse(Single(query, "cursor")),
            DependsOnHeaders = isFromHeader || isPreference || isEnvelopeFromHeader,
        };
        return null;
    }

    private static string? Live(IQueryCollection query, IHeaderDictionary headers, out LiveMode live, out SseProfile profile)
    {
        profile = SseProfile.Protocol;
        switch (query["live"].ToArray())
        {
            case []:
                live = Accepts(headers, EventStream) ? LiveMode.Sse : LiveMode.None;
                profile = SseProfile.Browser;
                return null;
            case ["long-poll"]:
                live = LiveMode.LongPoll;
                return null;
            case ["sse"]:
                live = LiveMode.Sse;
                return null;
            default:
                live = LiveMode.None;
                return "live is neither 'long-poll' nor 'sse'. Leave it out to be answered at once.";
        }
    }

    // A client that comes back says where it was in Last-Event-ID, while its URL still says where it began.
    private static string? From(IQueryCollection query, IHeaderDictionary headers, out UpdateOffset from, out bool isFromHeader, out bool isNamed)
    {
        from = UpdateOffset.Start;
        var offsets = query["offset"];
        var lastEventId = headers["Last-Event-ID"].ToString();
        isFromHeader = lastEventId.Length > 0;
        isNamed = isFromHeader || offsets.Count > 0;
        if (offsets.Count > 1)
        {
            return $"The request names {offsets.Count} offsets, but a read begins at one.";
        }

        if (!isNamed)
        {
            return null;
        }

        return UpdateOffset.TryParse(isFromHeader ? lastEventId : offsets[0], out from)
            ? null
            : $"{(isFromHeader ? "Last-Event-ID" : "offset")} is not an offset of a feed. Send one that the server gave (Stream-Next-Offset), or -1 for the start, or now for the tail.";
    }

    private static string? Wait(IQueryCollection query, IHeaderDictionary headers, out TimeSpan? wait, out bool isPreference)
    {
        wait = null;
        isPreference = false;
        if (Number(query, "wait", out var seconds, least: 0) is { } bad)
        {
            return bad;
        }

        if (seconds is null && WaitPreference.Parse(headers["Prefer"]) is { } preferred)
        {
            seconds = preferred;
            isPreference = true;
        }

        wait = seconds is { } some ? TimeSpan.FromSeconds(some) : null;
        return null;
    }

    private static string? Envelope(IQueryCollection query, IHeaderDictionary headers, out bool asCloudEvents, out bool isFromHeader)
    {
        isFromHeader = false;
        switch (query["envelope"].ToArray())
        {
            case []:
                asCloudEvents = isFromHeader = Accepts(headers, CloudEventsBatch);
                return null;
            case ["cloudevents"]:
                asCloudEvents = true;
                return null;
            default:
                asCloudEvents = false;
                return "envelope is not 'cloudevents'. Leave it out for bare payloads.";
        }
    }

    private static string? Number(IQueryCollection query, string name, out int? number, int least = 1)
    {
        number = null;
        if (!query.TryGetValue(name, out var values))
        {
            return null;
        }

        if (values.Count != 1 || !int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) || parsed < least)
        {
            return $"{name} is not one whole number of at least {least}.";
        }

        number = parsed;
        return null;
    }

    private static string? Single(IQueryCollection query, string name) => query.TryGetValue(name, out var values) ? values.ToString() : null;

    // Only the exact type counts: what a client takes among others ("*/*") is no wish for a stream.
    private static bool Accepts(IHeaderDictionary headers, [ConstantExpected] string mediaType)
    {
        foreach (var line in headers.Accept)
        {
            foreach (var part in new StringTokenizer(line ?? string.Empty, [',']))
            {
                var semicolon = part.IndexOf(';');
                if (part.AsSpan()[..(semicolon < 0 ? part.Length : semicolon)].Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
