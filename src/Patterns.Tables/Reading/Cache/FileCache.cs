using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Reading.Cache;

/// <summary>The footers of data files that were opened lately, so that they are read and parsed once. Safe for use by several threads.</summary>
/// <param name="capacity">Files at most; when there are more all are forgotten, and the next queries read what they need.</param>
internal sealed class FileCache(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Path, long Bytes), ParquetFile> _files = [];

    /// <summary>Opens a file for a query, which disposes it. A file whose footer is known is opened when its first page has to be read.</summary>
    /// <param name="name">Path and size.</param>
    /// <param name="open">Opens the file for reading.</param>
    /// <param name="measure">Where it is counted what is read; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    public async Task<ParquetFile> OpenAsync(
        (string Path, long Bytes) name, Func<CancellationToken, Task<IObjectReader>> open, ScanMeasure? measure, CancellationToken cancellationToken)
    {
        measure?.FileOpened();
        lock (_lock)
        {
            if (_files.TryGetValue(name, out var known))
            {
                return known.Through(Measured(new LateReader(name.Path, name.Bytes, open), measure));
            }
        }

        var reader = await open(cancellationToken).ConfigureAwait(false);
        var file = await ParquetFile.OpenAsync(Measured(reader, measure), cancellationToken: cancellationToken).ConfigureAwait(false);
        if (reader.Length == name.Bytes)
        {
            Keep(name, file);
        }

        return file;
    }

    private static IObjectReader Measured(IObjectReader reader, ScanMeasure? measure) => measure is null ? reader : new MeasuredReader(reader, measure);

    private void Keep((string Path, long Bytes) name, ParquetFile file)
    {
        lock (_lock)
        {
            if (_files.Count >= capacity)
            {
                _files.Clear();
            }

            // Without a reader of its own: what is kept is the footer.
            _files[name] = file.Through(new LateReader(name.Path, name.Bytes, null));
        }
    }
}
