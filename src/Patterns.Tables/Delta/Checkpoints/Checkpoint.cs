namespace Patterns.Tables.Delta.Checkpoints;

/// <summary>A checkpoint that is there with all of its parts.</summary>
/// <param name="Version">Version whose state it holds.</param>
/// <param name="Names">The objects, without their folder, in order.</param>
internal sealed record Checkpoint(long Version, IReadOnlyList<string> Names)
{
    /// <summary>The complete checkpoints among the objects of a log, in order of version.</summary>
    public static IReadOnlyList<Checkpoint> Among(IEnumerable<string> names)
    {
        var parts = new Dictionary<(long Version, int PartCount, string Name), SortedDictionary<int, string>>();
        foreach (var name in names)
        {
            if (CheckpointName.TryParse(name, out var parsed))
            {
                // What is not in parts stands for itself; a version may have several checkpoints of that kind.
                var key = (parsed.Version, parsed.PartCount, parsed.PartCount == 1 ? name : "");
                parts.TryAdd(key, []);
                parts[key][parsed.Part] = name;
            }
        }

        return
        [
            .. parts.Where(static pair => pair.Value.Count == pair.Key.PartCount)
                .Select(static pair => new Checkpoint(pair.Key.Version, [.. pair.Value.Values]))
                .OrderBy(static checkpoint => checkpoint.Version),
        ];
    }
}
