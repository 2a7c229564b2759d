namespace Patterns.Architecture.Tests;

/// <summary>Compares what is with what was approved in a file. With <c>APPROVE=1</c> the file is written instead.</summary>
internal static class Approval
{
    private const string Variable = "APPROVE";
    private const int LinesShown = 5;

    public static void AssertEqual(string file, string actual)
    {
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        var approved = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (approved != actual)
        {
            Assert.Fail(Explain(file, approved.Split('\n'), actual.Split('\n')));
        }
    }

    private static string Explain(string file, string[] approved, string[] actual)
    {
        var first = 0;
        while (first < Math.Min(approved.Length, actual.Length) && approved[first] == actual[first])
        {
            first++;
        }

        return $"""
            {Path.GetFileName(file)} differs from line {first + 1} on.
            approved:
            {Excerpt(approved, first)}
            now:
            {Excerpt(actual, first)}
            If the change is meant, run '{Variable}=1 dotnet test tests/Patterns.Architecture.Tests' and commit the files that it rewrites.
            """;
    }

    private static string Excerpt(string[] lines, int first)
        => string.Join('\n', lines.Skip(first).Take(LinesShown).Select(static line => $"    {line}").DefaultIfEmpty("    (the end)"));
}
