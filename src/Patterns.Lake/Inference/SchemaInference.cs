using Patterns.Core;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Inference;

/// <summary>Unites the profiles of files into one schema.</summary>
internal static class SchemaInference
{
    /// <summary>Decides on the columns of a dataset.</summary>
    /// <param name="files">Path and profile of each file, in the order of reading.</param>
    /// <param name="context">For the profile of all files.</param>
    /// <param name="resolver">Decides on types.</param>
    /// <param name="declared">Types by column that are not inferred; a name that no file has adds no column.</param>
    public static InferredSchema Infer(
        IReadOnlyList<(string Path, FileProfile Profile)> files,
        ProfileContext context,
        TypeResolver resolver,
        IReadOnlyDictionary<string, DataType> declared)
    {
        var all = new ObjectProfile(context);
        foreach (var (_, profile) in files)
        {
            all.MergeFrom(profile.Columns);
        }

        var members = all.Members.Where(static member => member.Name.Length > 0).ToList();
        var resolved = members.ConvertAll(member => Declare(resolver.Resolve(member.Name, member.Value, all.Count), declared));
        return new InferredSchema(
            [.. members.Zip(resolved, static (member, value) => new ColumnPlan(member.Name, value.Plan))],
            resolved.ConvertAll(static value => value.Evidence),
            files.Count > 1 ? SchemaComparisonOfFiles.Compare(files, resolver, resolved) : [],
            all.Count);
    }

    private static ResolvedValue Declare(ResolvedValue inferred, IReadOnlyDictionary<string, DataType> declared)
        => declared.TryGetValue(inferred.Evidence.Name, out var type) && !type.Equals(inferred.Plan.Type)
            ? new ResolvedValue(
                ValuePlan.Of(type, inferred.Plan.DateOrder),
                inferred.Evidence with { Type = type, Reason = $"declared; the values would be {inferred.Plan.Type}, because {inferred.Evidence.Reason}", Children = [] })
            : inferred;
}
