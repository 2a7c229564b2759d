using System.Security.Cryptography;
using System.Text;
using Patterns.Core;
using Patterns.Lake.Discovery;
using Patterns.Lake.Landing;

namespace Patterns.Lake.Inspection;

/// <summary>Looks at every file of a store for what turns a lake into a swamp.</summary>
internal sealed class LakeInspection(IObjectStore store, FileLabels labels)
{
    private const int IdDigits = 12;

    public async Task<SwampReport> InspectAsync(CancellationToken cancellationToken)
    {
        var files = new List<ObjectInfo>();
        var manifests = new List<string>();
        await foreach (var info in store.ListAsync("", null, cancellationToken).ConfigureAwait(false))
        {
            if (!PathPattern.IsHidden(info.Path))
            {
                files.Add(info);
            }
            else if (Manifest.IsEntry(info.Path))
            {
                manifests.Add(info.Path);
            }
        }

        var digests = new DigestCache(store);
        var findings = new List<SwampFinding>();
        foreach (var info in files)
        {
            if (await labels.CheckAsync(info, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                findings.Add(Finding(problem.Kind, [info.Path], problem.Evidence, problem.SuggestedAction));
            }
        }

        await AddDuplicatesAsync(files, digests, findings, cancellationToken).ConfigureAwait(false);
        await AddChangesAsync(files, manifests, digests, findings, cancellationToken).ConfigureAwait(false);
        findings.Sort(static (left, right) => left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind) : string.CompareOrdinal(left.Files[0], right.Files[0]));
        return new SwampReport(files.Count, files.Sum(static info => info.Length), findings);
    }

    private static async Task AddDuplicatesAsync(List<ObjectInfo> files, DigestCache digests, List<SwampFinding> findings, CancellationToken cancellationToken)
    {
        foreach (var sameLength in files.Where(static info => info.Length > 0).GroupBy(static info => info.Length).Where(static group => group.Skip(1).Any()))
        {
            var byDigest = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (var info in sameLength)
            {
                var digest = await digests.OfAsync(info.Path, cancellationToken).ConfigureAwait(false);
                (byDigest.TryGetValue(digest, out var paths) ? paths : byDigest[digest] = []).Add(info.Path);
            }

            foreach (var (digest, paths) in byDigest.Where(static pair => pair.Value.Count > 1))
            {
                findings.Add(Finding(
                    SwampFindingKind.ExactDuplicate,
                    paths,
                    $"{string.Join(", ", paths.Select(static path => $"'{path}'"))} hold the same {sameLength.Key} bytes (SHA-256 {digest[..IdDigits]}…).",
                    "Keep one of them."));
            }
        }
    }

    private async Task AddChangesAsync(
        List<ObjectInfo> files, List<string> manifests, DigestCache digests, List<SwampFinding> findings, CancellationToken cancellationToken)
    {
        var lengths = files.ToDictionary(static info => info.Path, static info => info.Length, StringComparer.Ordinal);
        foreach (var path in manifests)
        {
            if (await Manifest.ReadAsync(store, path, cancellationToken).ConfigureAwait(false) is not { } landed)
            {
                continue;
            }

            var evidence = !lengths.TryGetValue(landed.Path, out var length) ? "is no longer there."
                : length != landed.Length ? $"had {landed.Length} bytes when it was landed and has {length} now."
                : await digests.OfAsync(landed.Path, cancellationToken).ConfigureAwait(false) != landed.Sha256 ? "has other content than when it was landed."
                : null;
            if (evidence is not null)
            {
                findings.Add(Finding(SwampFindingKind.ChangedFile, [landed.Path], $"'{landed.Path}' {evidence}", "Restore it from its source, and land new content under a new name."));
            }
        }
    }

    private static SwampFinding Finding(SwampFindingKind kind, IReadOnlyList<string> files, string evidence, string action)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files))));
        return new SwampFinding($"{Name(kind)}:{digest[..IdDigits]}", kind, files, evidence, action);
    }

    private static string Name(SwampFindingKind kind) => kind switch
    {
        SwampFindingKind.ExactDuplicate => "exact-duplicate",
        SwampFindingKind.UnreadableFile => "unreadable-file",
        SwampFindingKind.MislabelledFile => "mislabelled-file",
        SwampFindingKind.EmptyFile => "empty-file",
        _ => "changed-file",
    };
}
