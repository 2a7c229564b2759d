using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Columnar;
using Patterns.Lake;
using Patterns.Testing;

namespace Patterns.Benchmarks.Lake;

/// <summary>How fast are three of six fields, the others nested, read from NDJSON? The schema is known before the clock starts.</summary>
internal static class NdjsonCases
{
    public static CompareCase ThreeFields { get; } = new("ndjson-3-fields", CompareUnit.Milliseconds, async options =>
    {
        string path = EventsNdjson.Ensure(options.Rows ?? EventsNdjson.DefaultRows);
        LakeDataset dataset = (await LakeFiles.OpenAsync(path)).Select("id", "type", "created_at");
        DuckDb? duck = DuckDbPeer.TryOpen(options);
        return new Contest(
            new Contender("LakeDataset", () => ReadAsync(dataset)),
            DuckDbPeer.Query(duck, $"SELECT count(*), sum(id), sum(strlen(type)), max(epoch(created_at))::BIGINT FROM {Declared(path)}"),
            JsonSerializerPeer.ThreeFields(path))
        {
            Rows = dataset.Schema.RowCount,
            Owned = DuckDbPeer.Owned(duck),
        };
    });

    private static string Declared(string path) =>
        $"read_json('{path}', format = 'newline_delimited', columns = {{'id': 'BIGINT', 'type': 'VARCHAR', 'created_at': 'TIMESTAMP'}})";

    private static async Task<Outcome> ReadAsync(LakeDataset dataset)
    {
        long rows = 0;
        long ids = 0;
        long typeBytes = 0;
        long latest = 0;
        await foreach (ColumnBatch batch in dataset.ReadBatchesAsync())
        {
            using (batch)
            {
                rows += batch.RowCount;
                foreach (long id in batch.Column<long>("id").Values)
                {
                    ids += id;
                }

                foreach (long moment in batch.Column<long>("created_at").Values)
                {
                    latest = Math.Max(latest, moment);
                }

                var type = (BinaryColumn)batch.Column("type");
                for (var row = 0; row < batch.RowCount; row++)
                {
                    typeBytes += type.GetBytes(row).Length;
                }
            }
        }

        return new Outcome(Answer.Of(rows, ids, typeBytes, latest / 1_000_000));
    }
}
