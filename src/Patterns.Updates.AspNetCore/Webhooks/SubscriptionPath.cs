using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>
/// A path behind the prefix: <c>{feed}/webhooks</c>, <c>{feed}/webhooks/{id}</c> or <c>{feed}/webhooks/{id}/{action}</c>. As names of feeds have slashes in
/// them, it is read from its end.
/// </summary>
internal sealed record SubscriptionPath(string Feed, string? Id, string? Action)
{
    private const string Collection = "webhooks";

    public static SubscriptionPath? Read(string? path)
    {
        var parts = path?.Split('/') ?? [];
        for (var back = 1; back <= 3 && back < parts.Length; back++)
        {
            var at = parts.Length - back;
            var id = back > 1 ? parts[at + 1] : null;
            if (parts[at] == Collection && (id is null || id.StartsWith("wh_", StringComparison.Ordinal)))
            {
                return new SubscriptionPath(string.Join('/', parts[..at]), id, back > 2 ? parts[at + 2] : null);
            }
        }

        return null;
    }

    /// <summary>Lets a route take only such paths, so that the others go to the feeds.</summary>
    internal sealed class Constraint : IRouteConstraint
    {
        public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection)
            => values.TryGetValue(routeKey, out var value) && Read(value as string) is not null;
    }
}
