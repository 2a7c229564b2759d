using System.Globalization;
using Patterns.Core;
using Patterns.Tables;
using Patterns.Tables.Writer;

// A process of its own that changes a table, so that tests can let several of them compete and kill them at any moment.
// Arguments: folder, table, writer, first sequence, number of changes, rows per change, and append or upsert. Each line on the output is a sequence that
// is committed. An upsert replaces the rows of the one before it when the key leaves the sequence out.
var (folder, path, writer) = (args[0], args[1], args[2]);
var numbers = Array.ConvertAll(args[3..6], static text => int.Parse(text, CultureInfo.InvariantCulture));
var (first, count, rows) = (numbers[0], numbers[1], numbers[2]);
var isUpsert = args[6] == "upsert";

await using var store = new TableStore(new FileObjectStore(folder));
var table = await store.OpenAsync<Entry>(path);
for (var sequence = first; sequence < first + count; sequence++)
{
    var options = new AppendOptions { Source = writer, Sequence = sequence };
    if (isUpsert)
    {
        await table.UpsertAsync(Entry.Of(writer, sequence, rows), options);
    }
    else
    {
        await table.AppendAsync(Entry.Of(writer, sequence, rows), options);
    }

    Console.WriteLine(sequence);
}
