using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>The files that mutants are made of: those of apache/parquet-testing where they are, and files of our writer.</summary>
internal static class FuzzSeeds
{
    private const string Corpus = "corpora/parquet-testing/data";
    private const int MaxByteCount = 100_000;

    public static async Task<List<FuzzSeed>> LoadAsync()
    {
        var seeds = new List<FuzzSeed>();
        for (var seed = 0; seed < 24; seed++)
        {
            seeds.Add(new FuzzSeed($"written {seed}", await WriteAsync(new Random(seed))));
        }

        if (SharedFiles.WhyNot(Corpus) is null)
        {
            foreach (var path in Directory.GetFiles(SharedFiles.Path(Corpus), "*.parquet").Order(StringComparer.Ordinal))
            {
                var bytes = await File.ReadAllBytesAsync(path);
                if (bytes.Length <= MaxByteCount && !path.Contains("malformed", StringComparison.Ordinal))
                {
                    seeds.Add(new FuzzSeed(Path.GetFileName(path), bytes));
                }
            }
        }

        return seeds;
    }

    private static async Task<byte[]> WriteAsync(Random random)
    {
        var schema = random.Next(2) == 0 ? RandomBatch.FlatSchema(random, random.Next(1, 8)) : RandomBatch.NestedSchema(random, random.Next(1, 4), 3);
        using var batch = RandomBatch.Create(schema, random.Next(1, 300), random);
        var options = new ParquetWriterOptions
        {
            Compression = random.Next(3) == 0 ? Compression.Snappy : Compression.Uncompressed,
            RowGroupRowLimit = random.Next(50, 400),
            PageRowLimit = random.Next(10, 400),
            DictionaryByteLimit = random.Next(3) == 0 ? 0 : random.Next(100, 10_000),
        };
        var file = await ParquetBytes.WriteAsync(schema, options, batch);
        return options.Compression == Compression.Uncompressed && !schema.Fields.Any(static field => field.Type.IsNested)
            ? PageIndexes.Add(file, (_, _, _, _) => random.Next(20) == 0 ? null : (Bound(random), Bound(random), random.Next(3)))
            : file;
    }

    private static byte[] Bound(Random random)
    {
        var bound = new byte[random.Next(3) switch { 0 => 0, 1 => 4, _ => 8 }];
        random.NextBytes(bound);
        return bound;
    }
}
