using System.Text;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>Reads a file that may be damaged in every way that there is, and says what must not happen.</summary>
internal static class FuzzReading
{
    /// <summary>Beyond ten times the file: what a batch, a window and the tables of a codec take.</summary>
    private const long AllowedBytes = 64L << 20;

    // A few bytes may truly stand for billions of rows.
    private const int MaxBatches = 64;
    private const int RowsToPrint = 20;

    /// <summary>What went wrong, or null when the file was read or refused.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="seed">Chooses the options.</param>
    public static async Task<string?> FindProblemAsync(byte[] bytes, int seed)
    {
        var random = new Random(seed);
        var options = new ParquetReaderOptions
        {
            BatchRowCount = random.Next(3) switch { 0 => random.Next(1, 50), 1 => 1000, _ => 32_768 },
            ReadByteCount = 4096 << random.Next(9),
            VerifyChecksums = random.Next(2) == 0,
            Nanoseconds = random.Next(2) == 0 ? NanosecondHandling.Reject : NanosecondHandling.Floor,
        };
        var rented = BufferPool.Shared.RentedBytes;
        try
        {
            // On a thread of its own, so that a reader that hangs is noticed.
            var problem = await Task.Run(() => ReadInEveryWayAsync(bytes, options, random)).WaitAsync(TimeSpan.FromSeconds(5));
            return problem is null && BufferPool.Shared.RentedBytes != rented
                ? $"{BufferPool.Shared.RentedBytes - rented} bytes were not given back to the pool"
                : problem;
        }
        catch (TimeoutException)
        {
            return "it was not read within 5 seconds";
        }
    }

    private static async Task<string?> ReadInEveryWayAsync(byte[] bytes, ParquetReaderOptions options, Random random)
    {
        var meter = new MemoryMeter(AllowedBytes + (10L * bytes.Length));
        try
        {
            await using var file = await ParquetFile.OpenAsync(new OneFile(bytes), options);
            foreach (var rowGroup in file.RowGroups)
            {
                _ = rowGroup.Statistics.Count;
            }

            var all = await ReadAsync(file, null, meter);
            meter.Pause();
            if (file.Schema.Count > 0)
            {
                await CompareAsync(bytes, file, options, all, random);
            }
        }
        catch (ParquetFormatException error)
        {
            return error.File == OneFile.Name && error.Message.Contains(OneFile.Name, StringComparison.Ordinal)
                ? meter.Problem
                : $"an error without the file: {error.Message}";
        }
        catch (Exception error)
        {
            return error.ToString();
        }

        return meter.Problem;
    }

    /// <summary>What can be read at all reads the same in other steps, and with a filter as rows of the same.</summary>
    private static async Task CompareAsync(byte[] bytes, ParquetFile file, ParquetReaderOptions options, string all, Random random)
    {
        var field = file.Schema[random.Next(file.Schema.Count)];
        var name = $"`{field.Name.Replace("`", "``", StringComparison.Ordinal)}`";
        var filter = Expression.Parse((field.Type.Kind, random.Next(3)) switch
        {
            (DataTypeKind.Int32 or DataTypeKind.Int64 or DataTypeKind.Float64 or DataTypeKind.Decimal, 1) => $"{name} > 1000",
            (DataTypeKind.Int32 or DataTypeKind.Int64, 2) => $"{name} = 5",
            (DataTypeKind.String, 1) => $"{name} BETWEEN 'c' AND 'k'",
            (DataTypeKind.String, 2) => $"{name} = 'Hello'",
            (_, 1) => $"{name} IS NULL",
            _ => $"{name} IS NOT NULL",
        });
        await ReadAsync(file, filter, null);
        options.BatchRowCount = random.Next(1, 5000);
        options.ReadByteCount = 4096;
        await using var again = await ParquetFile.OpenAsync(new OneFile(bytes), options);
        var others = await ReadAsync(again, null, null);
        var common = Math.Min(all.Length, others.Length);
        if (!all.AsSpan(0, common).SequenceEqual(others.AsSpan(0, common)))
        {
            throw new InvalidOperationException($"in other batches the rows are others:\n{all}\n{others}");
        }
    }

    private static async Task<string> ReadAsync(ParquetFile file, Expression? filter, MemoryMeter? meter)
    {
        var text = new StringBuilder();
        var batches = 0;
        var printed = 0;
        await foreach (var batch in file.ReadAsync(filter: filter))
        {
            meter?.Pause();
            using (batch)
            {
                foreach (var column in batch.Columns)
                {
                    Check(column, batch.RowCount);
                }

                foreach (var row in Cell.Rows(batch).Take(RowsToPrint - printed))
                {
                    text.AppendJoin('|', row).AppendLine();
                    printed++;
                }
            }

            meter?.Resume();
            if (++batches == MaxBatches)
            {
                break;
            }
        }

        return text.ToString();
    }

    /// <summary>What every column promises, whatever is in it.</summary>
    private static void Check(Column column, int length)
    {
        Require(column.Length == length, "another number of rows than the batch");
        Require(column.NullCount == Enumerable.Range(0, length).Count(column.IsNull), "nulls are counted wrong");
        switch (column)
        {
            case DictionaryBinaryColumn coded:
                Check(coded.Dictionary, coded.Dictionary.Length);
                for (var row = 0; row < length; row++)
                {
                    Require(coded.IsNull(row) || (uint)coded.Codes[row] < (uint)coded.Dictionary.Length, "a code outside the dictionary");
                }

                break;
            case PlainBinaryColumn plain:
                CheckOffsets(plain.Offsets, plain.Bytes.Length);
                Require(plain.Type.Kind != DataTypeKind.String || IsText(plain), "a text is not UTF-8");
                break;
            case ListColumn list:
                CheckOffsets(list.Offsets, list.Elements.Length);
                Check(list.Elements, list.Elements.Length);
                break;
            case MapColumn map:
                CheckOffsets(map.Offsets, map.Keys.Length);
                Check(map.Keys, map.Keys.Length);
                Check(map.Values, map.Keys.Length);
                break;
            case StructColumn structure:
                foreach (var field in structure.Fields)
                {
                    Check(field, length);
                }

                break;
        }
    }

    private static bool IsText(PlainBinaryColumn column)
    {
        for (var row = 0; row < column.Length; row++)
        {
            if (!column.IsNull(row) && !System.Text.Unicode.Utf8.IsValid(column.GetBytes(row)))
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckOffsets(ReadOnlySpan<int> offsets, int end)
    {
        Require(offsets[0] >= 0 && offsets[^1] <= end, "offsets outside the values");
        for (var index = 1; index < offsets.Length; index++)
        {
            Require(offsets[index] >= offsets[index - 1], "offsets go back");
        }
    }

    private static void Require(bool condition, string promise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(promise);
        }
    }
}
