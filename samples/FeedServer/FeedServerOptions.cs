using System.Globalization;

namespace FeedServer;

/// <summary>What the command line says.</summary>
/// <param name="Url">Where to listen.</param>
/// <param name="Directory">Where the feeds are kept; null for this process only.</param>
/// <param name="LongPollSeconds">How long a long poll waits.</param>
/// <param name="TickMilliseconds">How often the demo appends an update; 0 for never.</param>
internal sealed record FeedServerOptions(string Url, string? Directory, int LongPollSeconds, int TickMilliseconds)
{
    public const string Usage = """
        usage: FeedServer [--url http://127.0.0.1:4437] [--directory FOLDER] [--long-poll SECONDS] [--tick MILLISECONDS]

          --url        where to listen; port 0 takes a free one
          --directory  where the feeds are kept; without it they live as long as the process
          --long-poll  how long a long poll waits, 1 to 55 s; 25 by default
          --tick       appends an update to the feed "demo" so often, for the page at /; 0, the default, for never
        """;

    /// <summary>Where webhooks may go by plain http: this machine.</summary>
    public static readonly string[] OwnHosts = ["127.0.0.1", "localhost"];

    /// <summary>Reads the arguments; null when they cannot be read.</summary>
    public static FeedServerOptions? Parse(string[] arguments)
    {
        var options = new FeedServerOptions("http://127.0.0.1:4437", null, 25, 0);
        for (var index = 0; index < arguments.Length; index += 2)
        {
            if (index + 1 == arguments.Length)
            {
                return null;
            }

            var value = arguments[index + 1];
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
            switch (arguments[index])
            {
                case "--url":
                    options = options with { Url = value };
                    break;
                case "--directory":
                    options = options with { Directory = value };
                    break;
                case "--long-poll" when isNumber && number is >= 1 and <= 55:
                    options = options with { LongPollSeconds = number };
                    break;
                case "--tick" when isNumber:
                    options = options with { TickMilliseconds = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
