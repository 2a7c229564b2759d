using System.Text;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Tests.Delta;

public sealed class CommitTests
{
    private const string Path = "orders/_delta_log/00000000000000000003.json";

    [Fact]
    public void A_commit_survives_being_written_and_read()
    {
        var commit = new Commit
        {
            Version = 3,
            Info = new CommitInfo
            {
                Timestamp = 1_700_000_000_000,
                Operation = "WRITE",
                OperationParameters = new Dictionary<string, string> { ["mode"] = "Append" },
                ReadVersion = 2,
                IsBlindAppend = true,
                OperationMetrics = new Dictionary<string, string> { ["numFiles"] = "1" },
                EngineInfo = "engine",
                TxnId = "id",
            },
            Protocol = new TableProtocol { MinReaderVersion = 3, MinWriterVersion = 7, ReaderFeatures = ["a"], WriterFeatures = ["a", "b"] },
            Metadata = new TableMetadata { Id = "table", SchemaString = """{"type":"struct","fields":[]}""", Configuration = new Dictionary<string, string?> { ["k"] = "v" } },
            Transactions = [new SetTransaction { AppId = "erp", Version = 42, LastUpdated = 1 }],
            Removes = [new RemoveFile { Path = "old", DeletionTimestamp = 5, DataChange = true }],
            Adds = [new AddFile { Path = "new", PartitionValues = new Dictionary<string, string?> { ["day"] = null }, Size = 7, Stats = """{"numRecords":1}""" }],
        };

        var read = Commit.Parse(3, commit.ToBytes(), Path);

        Assert.Equivalent(commit, read, strict: true);
        Assert.Equal(commit.ToBytes(), read.ToBytes());
    }

    [Fact]
    public void Text_in_statistics_is_written_readably()
    {
        var commit = new Commit { Version = 0, Adds = [new AddFile { Path = "p", Stats = """{"minValues":{"name":"Größe <ü>"}}""" }] };

        Assert.Contains("\\\"name\\\":\\\"Größe <ü>\\\"", Encoding.UTF8.GetString(commit.ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_and_fields_that_are_not_known_are_ignored()
    {
        var commit = Parse("""
            {"commitInfo":{"timestamp":"soon","operation":7,"operationParameters":{"mode":"Append","flag":true},"isBlindAppend":"no","extra":{}}}
            {"domainMetadata":{"domain":"d","configuration":"{}","removed":false}}
            {"cdc":{"path":"c","partitionValues":{},"size":1,"dataChange":false}}
            {"checkpointMetadata":{"version":3}}

            {"add":{"path":"a","partitionValues":{},"size":1,"modificationTime":2,"dataChange":true,"baseRowId":9,"clusteringProvider":"x"}}
            {"invented":[1,2,3]}
            """);

        Assert.Equal("a", Assert.Single(commit.Adds).Path);
        Assert.Null(commit.Info.Timestamp);
        Assert.Null(commit.Info.Operation);
        Assert.Equal("true", commit.Info.OperationParameters!["flag"]);
    }

    [Theory]
    [InlineData("""{"add":{"partitionValues":{}}}""", "path")]
    [InlineData("""{"add":{"path":"a","size":"big"}}""", "size")]
    [InlineData("""{"protocol":{"minReaderVersion":1}}""", "minWriterVersion")]
    [InlineData("""{"add":{"path":"a"}""", "end of the JSON")]
    [InlineData("null", "null")]
    [InlineData("<html>", "<")]
    public void A_damaged_line_is_named_with_its_number(string line, string about)
    {
        var damaged = Assert.Throws<TableLogException>(() => Parse("""{"commitInfo":{}}""" + "\n" + line));

        Assert.Equal(2, damaged.LineNumber);
        Assert.Equal(Path, damaged.Path);
        Assert.Contains(about, damaged.Message, StringComparison.Ordinal);
    }

    private static Commit Parse(string text) => Commit.Parse(3, Encoding.UTF8.GetBytes(text), Path);
}
