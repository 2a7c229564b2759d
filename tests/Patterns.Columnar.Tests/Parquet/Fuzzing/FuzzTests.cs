using System.Globalization;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>
/// Damaged files are read, or refused with <see cref="ParquetFormatException"/>; nothing else, in bounded time and memory. The environment
/// variable <c>PATTERNS_FUZZ_MUTANTS</c> sets how many mutants are read, for example 100000, and <c>PATTERNS_FUZZ_FIRST</c> the number of the
/// first one; a mutant is told by its number alone.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class FuzzTests
{
    private const int UsualMutants = 3_000;
    private const int MaxProblems = 20;

    [Fact]
    public async Task A_damaged_file_is_read_or_refused()
    {
        var seeds = await FuzzSeeds.LoadAsync();
        var first = Setting("PATTERNS_FUZZ_FIRST", 0);
        var count = Setting("PATTERNS_FUZZ_MUTANTS", UsualMutants);
        var problems = new List<string>();
        for (var number = first; number < first + count && problems.Count < MaxProblems; number++)
        {
            var random = new Random(number);
            var seed = seeds[random.Next(seeds.Count)];
            var mutant = new Mutator(seeds, random).Mutate(seed);
            if (await FuzzReading.FindProblemAsync(mutant, number) is { } problem)
            {
                problems.Add($"mutant {number} of {seed.Name}: {problem}");
                Keep(number, mutant);
            }
        }

        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
    }

    /// <summary>Keeps a mutant for a look, in the folder that <c>PATTERNS_FUZZ_KEEP</c> names.</summary>
    private static void Keep(int number, byte[] mutant)
    {
        if (Environment.GetEnvironmentVariable("PATTERNS_FUZZ_KEEP") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Join(folder, $"mutant-{number}.parquet"), mutant);
        }
    }

    private static int Setting(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
