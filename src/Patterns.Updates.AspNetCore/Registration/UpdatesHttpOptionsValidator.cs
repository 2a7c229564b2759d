using System.Globalization;

namespace Patterns.Updates.AspNetCore.Registration;

/// <summary>Checks the options when the endpoints are mapped. The messages give the limit, the unit and the value.</summary>
internal static class UpdatesHttpOptionsValidator
{
    public static IEnumerable<string> Failures(UpdatesHttpOptions options)
    {
        if ((options.Operations & ~FeedOperations.All) != 0)
        {
            yield return $"{nameof(options.Operations)} is a combination of {nameof(FeedOperations)}, but is {(int)options.Operations}.";
        }

        (string Name, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            (nameof(options.LongPollWait), options.LongPollWait, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(55)),
            (nameof(options.Heartbeat), options.Heartbeat, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            (nameof(options.StreamLifetime), options.StreamLifetime, TimeSpan.FromSeconds(5), TimeSpan.FromHours(24)),
            (nameof(options.Retry), options.Retry, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5)),
            (nameof(options.SlowClientTimeout), options.SlowClientTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            (nameof(options.DrainPeriod), options.DrainPeriod, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
        ];
        foreach (var (name, value, least, most) in times)
        {
            if (value < least || value > most)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{name} is {least.TotalSeconds} to {most.TotalSeconds} seconds, but is {value.TotalSeconds}.");
            }
        }

        (string Name, int Value, int Least, int Most, string Unit)[] numbers =
        [
            (nameof(options.MaxLagBytes), options.MaxLagBytes, 64 * 1024, 1 << 30, "bytes"),
            (nameof(options.MaxConnections), options.MaxConnections, 1, int.MaxValue, "connections"),
            (nameof(options.MaxConnectionsPerPrincipal), options.MaxConnectionsPerPrincipal, 1, int.MaxValue, "connections"),
            (nameof(options.MaxRequestBytes), options.MaxRequestBytes, 1, 1 << 30, "bytes"),
            (nameof(options.MaxRequestMessages), options.MaxRequestMessages, 1, 1_000_000, "messages"),
            (nameof(options.MaxPageUpdates), options.MaxPageUpdates, 1, ReadOptions.MaxCountLimit, "updates"),
            (nameof(options.MaxPageBytes), options.MaxPageBytes, 1024, 1 << 30, "bytes"),
        ];
        foreach (var (name, value, least, most, unit) in numbers)
        {
            if (value < least || value > most)
            {
                yield return $"{name} is {least} to {most} {unit}, but is {value}.";
            }
        }
    }
}
