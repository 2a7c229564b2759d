using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Lake.Discovery;
using Patterns.Lake.Formats;
using Patterns.Lake.Inference;
using Patterns.Lake.Inspection;
using Patterns.Lake.Landing;
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
    private readonly FileLanding _landing;
    private readonly ILogger _logger;

    /// <summary>Opens a lake.</summary>
    /// <param name="store">The store that holds the files.</param>
    /// <param name="options">How files are read; null for the defaults. Read once.</param>
    /// <param name="time">Tells when a file is landed; null for the system's clock.</param>
    /// <param name="logger">Takes what is landed, opened and left out; null for none.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public LakeReader(IObjectStore store, LakeOptions? options = null, TimeProvider? time = null, ILogger<LakeReader>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        _store = store;
        _options = options ?? new LakeOptions();
        LakeOptionsRules.Require(_options);
        _nullSpellings = new NullSpellings(_options.NullSpellings);
        _logger = logger ?? NullLogger<LakeReader>.Instance;
        _landing = new FileLanding(store, time ?? TimeProvider.System, _logger);
    }

    /// <summary>
    /// Lands a file as it is: nothing of it is visible before all of it is durable, and a content is landed once per dataset, whatever its name.
    /// </summary>
    /// <param name="dataset">Folder of the dataset, such as <c>sales/orders</c>; no segment starts with <c>_</c> or <c>.</c>.</param>
    /// <param name="content">The bytes from the current position to the end; stays open.</param>
    /// <param name="options">Name of the file and what else is known of it.</param>
    /// <param name="cancellationToken">Ends the landing.</param>
    /// <exception cref="ArgumentException">The dataset or the file's name is no part of a path, or is hidden.</exception>
    public Task<LandResult> LandAsync(string dataset, Stream content, LandOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        RequireVisible(ObjectPath.Require(dataset), nameof(dataset));
        RequireVisible(ObjectPath.Require(options.FileName, nameof(options)), nameof(options));
        return options.FileName.Contains('/')
            ? throw new ArgumentException($"The file name '{options.FileName}' is a path; give its folder as the dataset.", nameof(options))
            : _landing.LandAsync(dataset, content, options, cancellationToken);
    }

    /// <summary>
    /// Lands every file of a local folder under its path relative to it; the folder of each file is its dataset. Files that are landed already
    /// are read and not written. Hidden files are left out.
    /// </summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="source">The system that the files come from; null when unknown.</param>
    /// <param name="owner">Who answers for their content; null when unknown.</param>
    /// <param name="cancellationToken">Ends the landing between or within files; what is landed stays.</param>
    /// <returns>One result per file, in ordinal order of their paths, each when it is reached.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public IAsyncEnumerable<LandResult> LandFolderAsync(string folder, string? source = null, string? owner = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return Directory.Exists(folder)
            ? new FolderLanding(new FileObjectStore(folder), _landing).LandAsync(source, owner, cancellationToken)
            : throw new DirectoryNotFoundException($"There is no folder '{Path.GetFullPath(folder)}' to land files from.");
    }

    /// <summary>
    /// Finds the datasets of the lake: files in one folder with the same extension and columns, or with names that differ in digits only.
    /// Reads the heads of files in folders with several of them.
    /// </summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The datasets in ordinal order of their names.</returns>
    public Task<IReadOnlyList<DatasetListing>> DiscoverAsync(CancellationToken cancellationToken = default)
        => new DatasetDiscovery(_store, new FileSketcher(_store, new FormatCatalog(new CsvOptions(), _nullSpellings), _nullSpellings)).DiscoverAsync(cancellationToken);

    /// <summary>
    /// Looks at every file for what turns a lake into a swamp: exact duplicates, unreadable, mislabelled and empty files, and files that were
    /// changed after they were landed.
    /// </summary>
    /// <param name="cancellationToken">Ends the inspection.</param>
    public Task<SwampReport> InspectAsync(CancellationToken cancellationToken = default)
        => new LakeInspection(_store, new FileLabels(_store, new FormatCatalog(new CsvOptions(), _nullSpellings))).InspectAsync(cancellationToken);

    /// <summary>Opens a dataset that <see cref="DiscoverAsync"/> found, and infers its schema from every row of every file.</summary>
    /// <param name="listing">The dataset.</param>
    /// <param name="options">What is known beforehand; null for nothing.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public Task<LakeDataset> OpenAsync(DatasetListing listing, OpenOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return OpenAsync(listing.Name, listing.Files, options, cancellationToken);
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
        Report(name, content);
        return new LakeDataset(name, new DatasetSource(_store, _options, _nullSpellings, content));
    }

    private void Report(string name, DatasetContent content)
    {
        Log.Opened(_logger, name, content.Files.Count, content.Schema.RowCount, content.Schema.Columns.Count);
        foreach (var problem in content.Problems)
        {
            Log.Unreadable(_logger, name, problem.File, problem.Problem);
        }

        foreach (var file in content.Files.Where(static file => file.MalformedRowCount > 0))
        {
            Log.Malformed(_logger, file.MalformedRowCount, file.Path);
        }
    }

    private static void RequireVisible(string path, string parameterName)
    {
        if (PathPattern.IsHidden(path))
        {
            throw new ArgumentException($"'{path}' has a segment that starts with '_' or '.', which hides it from every read.", parameterName);
        }
    }
}
