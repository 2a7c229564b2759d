using Patterns.Core;
using Patterns.Lake.Discovery;
using Patterns.Lake.Inference;
using Patterns.Lake.Reading;

namespace Patterns.Lake;

/// <summary>
/// A lake of raw files in an object store: lands files as they are, finds datasets, infers their schemas and reads their rows. Safe for use by
/// several threads.
/// </summary>
public sealed class LakeReader
{
    private readonly IObjectStore _store;
    private readonly LakeOptions _options;
    private readonly NullSpellings _nullSpellings;

    /// <summary>Opens a lake.</summary>
    /// <param name="store">The store that holds the files.</param>
    /// <param name="options">How files are read; null for the defaults. Read once.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public LakeReader(IObjectStore store, LakeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _options = options ?? new LakeOptions();
        LakeOptionsRules.Require(_options);
        _nullSpellings = new NullSpellings(_options.NullSpellings);
    }

    /// <summary>Opens the files whose paths match a pattern as one dataset, and infers its schema from every row of every file.</summary>
    /// <param name="pattern">
    /// A path with wildcards: <c>*</c> any part of a segment, <c>?</c> one character, <c>**</c> any number of segments, as in <c>sales/orders/**</c>.
    /// Segments that start with <c>_</c> or <c>.</c> match no wildcard.
    /// </param>
    /// <param name="options">What is known beforehand; null for nothing.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <exception cref="ArgumentException">No file matches the pattern.</exception>
    public async Task<LakeDataset> OpenAsync(string pattern, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        var matcher = new PathPattern(pattern);
        var files = new List<ObjectInfo>();
        await foreach (var info in _store.ListAsync(matcher.Prefix, null, cancellationToken).ConfigureAwait(false))
        {
            if (matcher.IsMatch(info.Path))
            {
                files.Add(info);
            }
        }

        return files.Count == 0
            ? throw new ArgumentException($"No file matches '{pattern}'. '**' stands for any number of folders, as in 'sales/orders/**'.", nameof(pattern))
            : await OpenAsync(pattern, files, options, cancellationToken).ConfigureAwait(false);
    }

    private async Task<LakeDataset> OpenAsync(string name, IReadOnlyList<ObjectInfo> files, OpenOptions? options, CancellationToken cancellationToken)
    {
        var content = await new DatasetInference(_store, _options, _nullSpellings).InferAsync(files, options ?? new OpenOptions(), cancellationToken).ConfigureAwait(false);
        return new LakeDataset(name, _store, _options, _nullSpellings, content);
    }
}
