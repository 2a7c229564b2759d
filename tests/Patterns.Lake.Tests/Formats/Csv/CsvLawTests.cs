using System.Text;
using Patterns.Core;
using Patterns.Lake.Inference;
using Patterns.Testing;

namespace Patterns.Lake.Tests.Formats.Csv;

/// <summary>Laws over random text made of the characters that matter.</summary>
public sealed class CsvLawTests
{
    private static readonly string[] Pieces = [",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"", "\"\"", "a", "bc", "12", "é", " ", "\"x\"", "\"y,\nz\"", ";"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(64)]
    [InlineData(100)]
    public void Rows_do_not_depend_on_how_the_file_is_cut(int windowLength)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var bytes = AnyText(new Random(seed));
            var plan = CsvRun.Plan(3, DataType.String, DataType.Int64);

            var whole = CsvRun.Read(bytes, CsvRun.Comma, 2, plan, maxRecordBytes: 100);
            var cut = CsvRun.Read(bytes, CsvRun.Comma, 2, plan, windowLength, maxRecordBytes: 100);

            Assert.True(whole.Everything == cut.Everything, $"seed {seed}: {Encoding.UTF8.GetString(bytes)}\nwhole: {whole.Everything}\ncut: {cut.Everything}");
        }
    }

    [Fact]
    public void Rows_found_by_quote_parity_are_those_found_byte_by_byte()
    {
        // A dialect with comments is read byte by byte; this comment character never occurs.
        var byteByByte = CsvRun.Comma with { Comment = 1 };
        for (var seed = 0; seed < 2000; seed++)
        {
            var bytes = AnyText(new Random(seed));

            var parity = CsvRun.Read(bytes, CsvRun.Comma, 2, CsvRun.Texts(2));
            var reference = CsvRun.Read(bytes, byteByByte, 2, CsvRun.Texts(2));

            Assert.True(parity.Everything == reference.Everything, $"seed {seed}: {Encoding.UTF8.GetString(bytes)}\nparity: {parity.Everything}\nreference: {reference.Everything}");
        }
    }

    [Fact]
    public void The_verdict_on_structure_does_not_depend_on_the_projection()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var bytes = AnyText(new Random(seed));

            var all = CsvRun.Read(bytes, CsvRun.Comma, 2, CsvRun.Texts(2));
            var one = CsvRun.Read(bytes, CsvRun.Comma, 2, CsvRun.Texts(1));
            var none = CsvRun.Read(bytes, CsvRun.Comma, 2, CsvRun.Texts(0));

            Assert.Equal(all.SetAsideRows, one.SetAsideRows);
            Assert.Equal(all.SetAsideRows, none.SetAsideRows);
            Assert.Equal(all.Rows.Select(static row => row[..row.IndexOf('|', StringComparison.Ordinal)]), one.Rows);
            Assert.Equal(all.Rows.Count, none.Rows.Count);
        }
    }

    [Fact]
    public void Every_row_is_accepted_or_set_aside()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var run = CsvRun.Read(AnyText(new Random(seed)), CsvRun.Comma, 2, CsvRun.Plan(7, DataType.Int64, DataType.Boolean));

            Assert.Equal(run.RowsRead, run.Rows.Count + run.SetAsideRows.Count);
            Assert.Equal(run.RowsSetAside, run.SetAsideRows.Count);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(80)]
    public void A_profile_does_not_depend_on_how_the_file_is_cut(int windowLength)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var bytes = AnyText(new Random(seed));

            Assert.Equal(Describe(CsvRun.Profile(bytes, CsvRun.Comma, 2)), Describe(CsvRun.Profile(bytes, CsvRun.Comma, 2, windowLength)));
        }
    }

    [Fact]
    public void Text_written_with_quotes_comes_back_as_it_was()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            string[][] rows = [.. Enumerable.Range(0, random.Next(1, 50)).Select(_ => Enumerable.Range(0, 3).Select(_ => random.AnyText()).ToArray())];
            var text = string.Concat(rows.Select(static row => string.Join(',', row.Select(static cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n"));

            var run = CsvRun.Read(Encoding.UTF8.GetBytes(text), CsvRun.Comma, 3, CsvRun.Texts(3), random.Next(1, 100));

            Assert.Equal(rows.Select(static row => string.Join('|', row).Replace("\n", "␊", StringComparison.Ordinal)), run.Rows);
        }
    }

    private static byte[] AnyText(Random random)
        => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => random.Pick(Pieces))));

    private static string Describe(FileProfile profile)
        => string.Join('\n', profile.Columns.Members.Select(member =>
            $"{profile.RowsRead} {member.Name} {member.Value.NullCount} {member.Value.Scalars.Count} {member.Value.Scalars.Candidates} {string.Join(';', member.Value.Scalars.Counterexamples)}"));
}
