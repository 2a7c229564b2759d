using System.Globalization;

namespace Patterns.Benchmarks.Compare;

/// <summary>The arguments after <c>compare</c>.</summary>
internal sealed record CompareOptions
{
    public const string Usage = """
        compare [suite | suite/case ...] [--rows N] [--rounds N] [--check] [--json FILE] [--require-peers]

          suite, suite/case   run only these (default: everything); suite/group runs the cases suite/group/…
          --rows N            rows of generated data (default: each case's own)
          --rounds N          measured rounds after warm-up of 3 rounds and a second, at least 1 (default: 7)
          --check             one round without warm-up: compare the answers, not the speed
          --json FILE         write the results as a JSON array
          --require-peers     exit with 1 when a peer is missing
        """;

    /// <summary>Suites or suite/case names; empty for everything.</summary>
    public IReadOnlyList<string> Selected { get; private init; } = [];

    /// <summary>Null for each case's own default.</summary>
    public int? Rows { get; private init; }

    public int Rounds { get; private init; } = 7;

    /// <summary>Rounds before the measured ones, at least.</summary>
    public int WarmupRounds { get; private init; } = 3;

    /// <summary>
    /// Time of the rounds before the measured ones, at least: the runtime compiles a loop anew when it turns out to be hot, on a thread that would
    /// else work beside the measured rounds.
    /// </summary>
    public TimeSpan WarmupTime { get; private init; } = TimeSpan.FromSeconds(1);

    public string? JsonPath { get; private init; }

    public bool RequirePeers { get; private init; }

    /// <summary>Threads that each contender may use.</summary>
    public int Threads => 2;

    /// <exception cref="FormatException">An argument is unknown or lacks its value.</exception>
    public static CompareOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new CompareOptions();
        while (!arguments.IsEmpty)
        {
            int used = 1;
            switch (arguments)
            {
                case ["--check", ..]:
                    options = options with { Rounds = 1, WarmupRounds = 0, WarmupTime = TimeSpan.Zero };
                    break;
                case ["--require-peers", ..]:
                    options = options with { RequirePeers = true };
                    break;
                case ["--rows", var rows, ..]:
                    options = options with { Rows = Positive("--rows", rows) };
                    used = 2;
                    break;
                case ["--rounds", var rounds, ..]:
                    options = options with { Rounds = Positive("--rounds", rounds) };
                    used = 2;
                    break;
                case ["--json", var path, ..]:
                    options = options with { JsonPath = path };
                    used = 2;
                    break;
                case [var name, ..] when !name.StartsWith('-'):
                    options = options with { Selected = [.. options.Selected, name] };
                    break;
                default:
                    throw new FormatException($"'{arguments[0]}' is not an option, or its value is missing.");
            }

            arguments = arguments[used..];
        }

        return options;
    }

    /// <summary>Whether the case was asked for.</summary>
    public bool Selects(CompareSuite suite, CompareCase item) =>
        Selected.Count == 0 || Selected.Any(name => $"{suite.Name}/{item.Name}/".StartsWith(name + "/", StringComparison.Ordinal));

    private static int Positive(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw new FormatException($"{option} expects a whole number above 0, found '{text}'.");
}
