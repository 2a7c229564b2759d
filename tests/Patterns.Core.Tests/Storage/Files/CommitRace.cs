using System.Globalization;

namespace Patterns.Core.Tests.Storage.Files;

/// <summary>One writer that tries to create one object per round. Run by threads of the tests, and as a process of its own.</summary>
internal static class CommitRace
{
    public static string Path(int round) => $"{round:D20}.json";

    public static byte[] Content(int writer) => [.. Enumerable.Repeat((byte)writer, 500)];

    /// <summary>The entry point when the test assembly is started as a program: prints the rounds it won.</summary>
    public static void Main(string[] arguments)
    {
        var store = new FileObjectStore(arguments[0]);
        var (writer, rounds) = (int.Parse(arguments[1], CultureInfo.InvariantCulture), int.Parse(arguments[2], CultureInfo.InvariantCulture));
        foreach (var round in Run(store, writer, rounds, start: null))
        {
            Console.WriteLine(round);
        }
    }

    /// <summary>The rounds that this writer won. It waits for the others before each round, or runs through when it cannot see them.</summary>
    public static IEnumerable<int> Run(FileObjectStore store, int writer, int rounds, Barrier? start)
    {
        for (var round = 0; round < rounds; round++)
        {
            if (start?.SignalAndWait(TimeSpan.FromSeconds(30)) == false)
            {
                throw new TimeoutException("Another writer has stopped.");
            }

            if (TryWrite(store, writer, round))
            {
                yield return round;
            }
        }
    }

    private static bool TryWrite(FileObjectStore store, int writer, int round)
    {
        try
        {
            // A streamed write has no look at the path beforehand, so every round comes down to the file getting its name.
            using var file = store.CreateAsync(Path(round), PutMode.IfAbsent).GetAwaiter().GetResult();
            file.Write(Content(writer));
            file.CompleteAsync().GetAwaiter().GetResult();
            return true;
        }
        catch (ObjectExistsException)
        {
            return false;
        }
    }
}
