using System.Globalization;
using Microsoft.AspNetCore.Http;
using Patterns.Core;

namespace Patterns.Updates.AspNetCore.Problems;

/// <summary>Which answer each error of a feed becomes (Durable Streams 1.0, section 5).</summary>
internal static class FeedProblems
{
    /// <summary>The request itself is not as it should be.</summary>
    public static FeedProblem BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "updates.bad-request", detail);

    /// <summary>There is no such feed.</summary>
    public static FeedProblem NotFound(string feed) => Of(new FeedNotFoundException(feed), static _ => null)!;

    /// <summary>The answer to an error.</summary>
    /// <param name="fault">What a feed or a store threw.</param>
    /// <param name="snapshot">Finds the link to the state of a feed.</param>
    /// <returns>Null for what is no error of the caller.</returns>
    public static FeedProblem? Of(PatternsException fault, Func<string, string?> snapshot) => fault switch
    {
        OffsetGoneException gone => Simple(gone, StatusCodes.Status410Gone) with
        {
            Extensions =
            [
#pragma warning disable CA1308 // Lower case is the form of words in JSON here.
                new("reason", gone.Reason.ToString().ToLowerInvariant()),
#pragma warning restore CA1308
                new("earliest", gone.Earliest.ToString()),
                new("tail", gone.Tail.ToString()),
                new("snapshot", snapshot(gone.Feed)),
            ],
        },
        OffsetFormatException => Simple(fault, StatusCodes.Status400BadRequest),
        FeedNotFoundException => Simple(fault, StatusCodes.Status404NotFound),
        FeedDeletedException => Simple(fault, StatusCodes.Status410Gone),
        FeedClosedException closed => Simple(fault, StatusCodes.Status409Conflict) with
        {
            Headers = [new(StreamHeaders.Closed, "true"), new(StreamHeaders.NextOffset, closed.Tail.ToString())],
        },
        ProducerFencedException fenced => Simple(fault, StatusCodes.Status403Forbidden) with
        {
            Headers = [new(StreamHeaders.ProducerEpoch, Text(fenced.CurrentEpoch))],
        },
        ProducerSequenceException { IsNewEpoch: true } => Simple(fault, StatusCodes.Status400BadRequest),
        ProducerSequenceException sequence => Simple(fault, StatusCodes.Status409Conflict) with
        {
            Headers =
            [
                new(StreamHeaders.ProducerExpectedSeq, Text(sequence.Expected)),
                new(StreamHeaders.ProducerReceivedSeq, Text(sequence.Producer.Sequence)),
            ],
        },
        WriterSequenceException or FeedConflictException => Simple(fault, StatusCodes.Status409Conflict),
        ForkRejectedException fork => Simple(fault, Status(fork.Reason)),
        PayloadTooLargeException => Simple(fault, StatusCodes.Status413PayloadTooLarge),
        _ => null,
    };

    private static int Status(ForkRejection reason) => reason switch
    {
        ForkRejection.SourceNotFound => StatusCodes.Status404NotFound,
        ForkRejection.SourceDeleted or ForkRejection.ContentTypeDiffers => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };

    private static FeedProblem Simple(PatternsException fault, int status) => new(status, fault.Code, fault.Message);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
