using System.Globalization;
using Patterns.Core;
using Patterns.Tables;
using Patterns.Tables.Writer;

// A process of its own that appends to a table, so that tests can let several of them compete and kill them at any moment.
// Arguments: folder, table, writer, first sequence, number of appends, rows per append. Each line on the output is a sequence that is committed.
var (folder, path, writer) = (args[0], args[1], args[2]);
var numbers = Array.ConvertAll(args[3..6], static text => int.Parse(text, CultureInfo.InvariantCulture));
var (first, count, rows) = (numbers[0], numbers[1], numbers[2]);

await using var store = new TableStore(new FileObjectStore(folder));
var table = await store.OpenAsync<Entry>(path);
for (var sequence = first; sequence < first + count; sequence++)
{
    await table.AppendAsync(Entry.Of(writer, sequence, rows), new AppendOptions { Source = writer, Sequence = sequence });
    Console.WriteLine(sequence);
}
