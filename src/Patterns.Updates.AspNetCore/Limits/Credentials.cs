using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore.Limits;

/// <summary>Whether a request is somebody's in particular.</summary>
internal static class Credentials
{
    /// <summary>True when the user is known or the request carries what could make it known.</summary>
    public static bool AreIn(HttpContext context)
        => context.User.Identity?.IsAuthenticated == true
            || context.Request.Headers.Authorization.Count > 0
            || context.Request.Headers.Cookie.Count > 0
            || context.Connection.ClientCertificate is not null;
}
