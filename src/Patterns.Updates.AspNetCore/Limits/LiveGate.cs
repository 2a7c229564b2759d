using System.Globalization;
using Microsoft.AspNetCore.Http;
using Patterns.Updates.AspNetCore.Problems;
using Patterns.Updates.AspNetCore.Shutdown;

namespace Patterns.Updates.AspNetCore.Limits;

/// <summary>Lets live requests in, or says when to come back.</summary>
internal sealed class LiveGate(ServingContext serving, Drain drain)
{
    private static readonly TimeSpan LeastRetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostRetryAfter = TimeSpan.FromSeconds(10);

    private readonly ConnectionLimits _limits = new(serving.Options.MaxConnections, serving.Options.MaxConnectionsPerPrincipal);

    /// <summary>Lets a request in.</summary>
    /// <returns>Who it counts for, to be given to <see cref="Leave"/>; null when it was answered with a refusal.</returns>
    public async ValueTask<string?> EnterAsync(HttpContext context, string feed, string kind)
    {
        if (drain.IsDraining)
        {
            await RefuseAsync(context, feed, StatusCodes.Status503ServiceUnavailable, "updates.stopping", "The server is stopping. Come back to its successor.").ConfigureAwait(false);
            return null;
        }

        var principal = serving.Options.Principal?.Invoke(context)
            ?? context.User.Identity?.Name
            ?? context.Connection.RemoteIpAddress?.ToString()
            ?? string.Empty;
        switch (_limits.Enter(principal))
        {
            case Admission.PrincipalFull:
                await RefuseAsync(
                    context,
                    feed,
                    StatusCodes.Status429TooManyRequests,
                    "updates.too-many-connections",
                    $"You have {serving.Options.MaxConnectionsPerPrincipal} live reads open, the most that one may have. Close one, or poll.").ConfigureAwait(false);
                return null;
            case Admission.ServerFull:
                await RefuseAsync(
                    context,
                    feed,
                    StatusCodes.Status503ServiceUnavailable,
                    "updates.server-full",
                    $"The server has {serving.Options.MaxConnections} live reads open, the most that it takes. Poll, or come back later.").ConfigureAwait(false);
                return null;
            default:
                serving.Metrics.Entered(kind);
                return principal;
        }
    }

    /// <summary>Lets a request out.</summary>
    public void Leave(string principal, string kind)
    {
        _limits.Leave(principal);
        serving.Metrics.Left(kind);
    }

    private async ValueTask RefuseAsync(HttpContext context, string feed, int status, string code, string detail)
    {
        Log.Refused(serving.Logger, feed, status, code);
        var seconds = serving.Chance.Between(LeastRetryAfter, MostRetryAfter).TotalSeconds;
        var problem = new FeedProblem(status, code, detail)
        {
            Headers = [new("Retry-After", Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture))],
        };
        await ProblemAnswer.WriteAsync(context, problem, serving.Metrics).ConfigureAwait(false);
    }
}
