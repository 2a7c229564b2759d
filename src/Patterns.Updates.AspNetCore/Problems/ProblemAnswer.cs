using Microsoft.AspNetCore.Http;
using Patterns.Updates.AspNetCore.Caching;

namespace Patterns.Updates.AspNetCore.Problems;

/// <summary>Sends a problem. Errors are never cached.</summary>
internal static class ProblemAnswer
{
    public static async Task WriteAsync(HttpContext context, FeedProblem problem, ServingMetrics metrics)
    {
        metrics.Refused(problem.Status);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = CachePolicy.NoStore;
        response.Headers.Remove("ETag");
        foreach (var (name, value) in problem.Headers)
        {
            response.Headers[name] = value;
        }

        var body = problem.ToUtf8();
        response.ContentType = FeedProblem.ContentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
