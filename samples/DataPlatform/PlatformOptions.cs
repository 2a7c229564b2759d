using System.Globalization;

namespace DataPlatform;

/// <summary>What the command line asks for.</summary>
internal sealed record PlatformOptions
{
    private const string Nowhere = "off";
    private const string AnyPort = "http://127.0.0.1:0";

    public const string Usage = """
        Takes a folder of raw files to tables and numbers.

          --raw FOLDER    your files: every folder or family of files becomes a dataset; default: a generated retail lake
          --home FOLDER   where the landed files and tables live; default: platform-data/<name of the raw folder>
          --once          run the pipeline, print the report and exit
          --serve URL     serve the feeds of changes there while the job runs, such as http://127.0.0.1:4438; with "off", or with --once alone, nothing is served;
                          default: a free port of this machine
          --report FILE   also write the report as JSON
          --ask SELECT    answer a SELECT from the tables that earlier runs made, such as "select count(*) as n from sales.orders", and exit
          --scale NUMBER  size of the generated lake; 1 is about 200,000 rows (default 1)
        """;

    public string? Raw { get; private init; }

    public string Home { get; private init; } = "";

    public bool Once { get; private init; }

    /// <summary>Where to serve changes; null for nowhere.</summary>
    public string? Serve { get; private init; }

    public string? ReportFile { get; private init; }

    /// <summary>What to ask of the tables instead of running the pipeline; null to run it.</summary>
    public string? Ask { get; private init; }

    public double Scale { get; private init; } = 1;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="ArgumentException">An argument is unknown, incomplete or out of range; the message says which.</exception>
    public static PlatformOptions Parse(string[] arguments)
    {
        var options = new PlatformOptions();
        for (var index = 0; index < arguments.Length; index++)
        {
            string Value() => ++index < arguments.Length ? arguments[index] : throw new ArgumentException($"{arguments[index - 1]} needs a value.");
            options = arguments[index] switch
            {
                "--raw" => options with { Raw = ExistingFolder(Value()) },
                "--home" => options with { Home = Path.GetFullPath(Value()) },
                "--once" => options with { Once = true },
                "--serve" => options with { Serve = ParseUrl(Value()) },
                "--report" => options with { ReportFile = Path.GetFullPath(Value()) },
                "--ask" => options with { Ask = Value() },
                "--scale" => options with { Scale = ParseScale(Value()) },
                var unknown => throw new ArgumentException($"Unknown argument '{unknown}'."),
            };
        }

        var name = options.Raw is null ? "retail" : Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Raw));
        options = options with { Serve = options.Serve == Nowhere || (options.Serve is null && options.Once) ? null : options.Serve ?? AnyPort };
        return options.Home.Length > 0 ? options : options with { Home = Path.GetFullPath(Path.Combine("platform-data", name)) };
    }

    private static string ParseUrl(string text)
        => text == Nowhere || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp)
            ? text
            : throw new ArgumentException($"--serve is an address such as http://127.0.0.1:4438, or off, not '{text}'.");

    private static string ExistingFolder(string path)
        => Directory.Exists(path) ? Path.GetFullPath(path) : throw new ArgumentException($"--raw: there is no folder '{path}'.");

    private static double ParseScale(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale is > 0 and <= 1000
            ? scale
            : throw new ArgumentException($"--scale is a number above 0 and at most 1000, not '{text}'.");
}
