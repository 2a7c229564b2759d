using Microsoft.AspNetCore.Http;
using Patterns.Updates.AspNetCore.Problems;

namespace Patterns.Updates.AspNetCore;

/// <summary>Which feed a path is, and what may be done to it.</summary>
internal sealed class FeedPaths(UpdatesHttpOptions options)
{
    /// <summary>The first part of names that the protocol keeps for itself (Durable Streams 1.0, section 6).</summary>
    public const string ReservedSegment = "__ds";

    /// <summary>Checks the rest of a path behind the prefix.</summary>
    /// <returns>What is wrong with it as a name; null when nothing is.</returns>
    public static string? WhyNot(string? name)
        => FeedName.WhyNot(name)
            ?? (name!.Split('/', 2)[0] == ReservedSegment ? $"Names that begin with '{ReservedSegment}' are kept by the protocol." : null);

    /// <summary>
    /// The feed that a path of this server names beside the one that is asked for; null when it is none. Where the feeds are, with the groups and the base
    /// path that they are mapped under, is in the request.
    /// </summary>
    /// <param name="request">A request to a feed.</param>
    /// <param name="feed">Name of that feed.</param>
    /// <param name="path">The path, percent-encoded.</param>
    public static string? FeedOf(HttpRequest request, string feed, string path)
    {
        var root = request.PathBase.Value + request.Path.Value;
        root = root[..^feed.Length];
        var decoded = Uri.UnescapeDataString(path);
        return decoded.StartsWith(root, StringComparison.OrdinalIgnoreCase) && decoded[root.Length..] is var name && WhyNot(name) is null ? name : null;
    }

    /// <summary>Why an operation is refused; null when it is not.</summary>
    public async ValueTask<FeedProblem?> RefusalAsync(HttpContext context, string feed, FeedOperations operation)
    {
        if ((options.Operations & operation) == 0)
        {
            return NotOffered(feed, operation);
        }

        return await IsAllowedAsync(context, feed, operation).ConfigureAwait(false) ? null : Forbidden(feed, operation);
    }

    /// <summary>Asks the application.</summary>
    public ValueTask<bool> IsAllowedAsync(HttpContext context, string feed, FeedOperations operation)
        => options.Authorize is { } authorize ? authorize(new FeedAccess(context, feed, operation)) : ValueTask.FromResult(true);

    /// <summary>The answer when the application says no.</summary>
    public static FeedProblem Forbidden(string feed, FeedOperations operation)
        => new(StatusCodes.Status403Forbidden, "updates.forbidden", $"You may not {Verb(operation)} feed '{feed}'.");

    private FeedProblem NotOffered(string feed, FeedOperations operation)
        => new(StatusCodes.Status405MethodNotAllowed, "updates.not-offered", $"This server does not let anybody {Verb(operation)} feed '{feed}' over HTTP.")
        {
            Headers = [new("Allow", Allowed())],
        };

    private static string Verb(FeedOperations operation) => operation switch
    {
        FeedOperations.Create => "create",
        FeedOperations.Append => "append to",
        FeedOperations.Close => "close",
        FeedOperations.Delete => "delete",
        _ => "read",
    };

    private string Allowed()
    {
        (FeedOperations Operations, string Methods)[] methods =
        [
            (FeedOperations.Read, "GET, HEAD"), (FeedOperations.Create, "PUT"), (FeedOperations.Append | FeedOperations.Close, "POST"), (FeedOperations.Delete, "DELETE"),
        ];
        return string.Join(", ", methods.Where(method => (options.Operations & method.Operations) != 0).Select(static method => method.Methods));
    }
}
