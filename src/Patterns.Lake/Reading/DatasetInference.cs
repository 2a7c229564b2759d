using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Reading;

/// <summary>Infers files, several at a time, and unites what was found.</summary>
internal sealed class DatasetInference(IObjectStore store, LakeOptions options, NullSpellings nullSpellings)
{
    /// <summary>Looks at every byte of every file.</summary>
    /// <param name="files">The files in the order of reading.</param>
    /// <param name="known">What is known beforehand.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    public async Task<DatasetContent> InferAsync(IReadOnlyList<ObjectInfo> files, OpenOptions known, CancellationToken cancellationToken)
    {
        var inference = new FileInference(store, new FormatCatalog(known.Csv, nullSpellings), nullSpellings, options.MaxRecordBytes);
        var outcomes = new (LakeFile? File, FileProblem? Problem)[files.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallelFiles, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, files.Count, parallel, async (index, token) => outcomes[index] = await InferAsync(inference, files[index], token).ConfigureAwait(false)).ConfigureAwait(false);

        List<LakeFile> readable = [.. outcomes.Select(static outcome => outcome.File).OfType<LakeFile>()];
        List<FileProblem> problems = [.. outcomes.Select(static outcome => outcome.Problem).OfType<FileProblem>()];
        var context = new ProfileContext { File = "", SetAside = NoSink.Instance, NullSpellings = nullSpellings };
        var schema = SchemaInference.Infer(
            readable.ConvertAll(static file => (file.Path, file.Profile)), context, new TypeResolver(nullSpellings, known.AmbiguousDates), known.Types);
        return new DatasetContent(readable, problems, schema);
    }

    private static async Task<(LakeFile? File, FileProblem? Problem)> InferAsync(FileInference inference, ObjectInfo info, CancellationToken cancellationToken)
    {
        try
        {
            return (await inference.InferAsync(info, cancellationToken).ConfigureAwait(false), null);
        }
        catch (LakeFormatException error)
        {
            return (null, new FileProblem(info.Path, error.Problem));
        }
    }
}
