using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DataPlatform.Reporting;
using Patterns.Tables;
using Patterns.Updates;

namespace DataPlatform.Changes;

/// <summary>
/// Tells who follows the platform what has changed: the feed <c>tables</c> has an update per version of a table, the feed <c>files</c> one per file that was loaded. They are
/// made of the history of the tables, and a table is a producer that numbers its updates by its versions, so each is published once whatever
/// was interrupted, and what a killed run did not get to is published by the next one.
/// </summary>
internal sealed class ChangePublisher(IUpdateStore feeds, ProgressLine progress)
{
    /// <summary>Feed of <see cref="TableCommitted"/>.</summary>
    public const string TablesFeed = "tables";

    /// <summary>Feed of <see cref="FileLoaded"/>.</summary>
    public const string FilesFeed = "files";

    private bool _isElsewhere;

    /// <summary>Publishes the versions of a table that have not been published.</summary>
    /// <param name="table">The table, as of the version up to which to publish.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many updates were new.</returns>
    public async Task<int> PublishAsync(Table table, CancellationToken cancellationToken)
    {
        if (_isElsewhere)
        {
            return 0;
        }

        try
        {
            var tables = (await feeds.CreateAsync(TablesFeed, cancellationToken: cancellationToken)).Log;
            var files = (await feeds.CreateAsync(FilesFeed, cancellationToken: cancellationToken)).Log;
            var published = 0;
            foreach (var commit in await UnpublishedAsync(tables, table, cancellationToken))
            {
                // The version is what says that all is done, so it comes last.
                foreach (var file in commit.Loads.Keys)
                {
                    published += await AppendAsync(files, FileUpdate(table, commit, file), new ProducerPosition(file, 0, 0), cancellationToken);
                }

                published += await AppendAsync(tables, TableUpdate(table, commit), Position(table, commit), cancellationToken);
            }

            return published;
        }
        catch (UpdateStoreInUseException)
        {
            _isElsewhere = true;
            progress.Say("changes are published by another run, which has the feeds");
            return 0;
        }
    }

    /// <summary>Trying the latest version tells which one the feed expects: it is a duplicate, the next one, or too far ahead.</summary>
    private static async Task<List<TableCommit>> UnpublishedAsync(IUpdateLog tables, Table table, CancellationToken cancellationToken)
    {
        var unpublished = new Stack<TableCommit>();
        var expected = 0L;
        await foreach (var commit in table.HistoryAsync(cancellationToken))
        {
            if (unpublished.Count == 0)
            {
                expected = await ExpectedAsync(tables, Position(table, commit), cancellationToken);
            }

            if (commit.Version < expected)
            {
                break;
            }

            unpublished.Push(commit);
        }

        return [.. unpublished];
    }

    private static async Task<long> ExpectedAsync(IUpdateLog tables, ProducerPosition latest, CancellationToken cancellationToken)
    {
        try
        {
            // Far ahead of any version: never accepted, so that only the answer matters.
            await tables.AppendAsync(new AppendRequest([new NewUpdate("null"u8.ToArray())]) { Producer = new ProducerPosition(latest.Id, latest.Epoch, ProducerPosition.MaxNumber) }, cancellationToken);
            throw new InvalidOperationException($"The feed '{TablesFeed}' took a version that does not exist.");
        }
        catch (ProducerSequenceException sequence)
        {
            return sequence.Expected;
        }
    }

    private static async Task<int> AppendAsync(IUpdateLog feed, NewUpdate update, ProducerPosition producer, CancellationToken cancellationToken)
        => (await feed.AppendAsync(new AppendRequest([update]) { Producer = producer }, cancellationToken)).Count;

    private static ProducerPosition Position(Table table, TableCommit commit) => new(table.Path, 0, commit.Version);

    private static NewUpdate FileUpdate(Table table, TableCommit commit, string file)
        => Update(new FileLoaded(file, table.Path, commit.Version, Rows(commit)), ChangeJson.Default.FileLoaded, "file-loaded", table.Path, commit);

    private static NewUpdate TableUpdate(Table table, TableCommit commit)
        => Update(new TableCommitted(table.Path, commit.Version, commit.Operation, Rows(commit)), ChangeJson.Default.TableCommitted, "table-committed", table.Path, commit);

    private static NewUpdate Update<T>(T change, JsonTypeInfo<T> json, string type, string key, TableCommit commit)
        => new(JsonSerializer.SerializeToUtf8Bytes(change, json)) { Type = type, Key = key, Time = commit.Timestamp };

    private static long? Rows(TableCommit commit)
        => commit.Metrics.TryGetValue("numOutputRows", out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows : null;
}
