namespace Patterns.Lake.Inference;

/// <summary>Finds the columns that are not the same in all files of a dataset.</summary>
internal static class SchemaComparisonOfFiles
{
    public static IReadOnlyList<SchemaDrift> Compare(
        IReadOnlyList<(string Path, FileProfile Profile)> files, TypeResolver resolver, IReadOnlyList<ResolvedValue> united)
    {
        var drift = new List<SchemaDrift>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isFirst = true;
        foreach (var (path, profile) in files)
        {
            if (profile.Columns.Count == 0 && profile.Columns.Members.Count == 0)
            {
                continue;
            }

            var own = profile.Columns.Members.Where(static member => member.Name.Length > 0).ToDictionary(static member => member.Name, StringComparer.Ordinal);
            foreach (var column in united)
            {
                var name = column.Evidence.Name;
                if (!own.TryGetValue(name, out var member))
                {
                    if (seen.Contains(name))
                    {
                        drift.Add(new SchemaDrift(path, name, SchemaDriftKind.Missing, $"'{path}' has no column '{name}'; it is null there"));
                    }

                    continue;
                }

                if (seen.Add(name) && !isFirst)
                {
                    drift.Add(new SchemaDrift(path, name, SchemaDriftKind.Added, $"'{path}' is the first file with column '{name}'; it is null in the files before"));
                }

                CompareType(path, profile, member, column, resolver, drift);
            }

            isFirst = false;
        }

        return drift;
    }

    private static void CompareType(string path, FileProfile profile, Member member, ResolvedValue column, TypeResolver resolver, List<SchemaDrift> drift)
    {
        var own = resolver.Resolve(member.Name, member.Value, profile.Columns.Count);
        if (own.Evidence.ValueCount > 0 && !own.Plan.Type.Equals(column.Plan.Type))
        {
            drift.Add(new SchemaDrift(
                path,
                member.Name,
                SchemaDriftKind.Type,
                $"the values of '{member.Name}' in '{path}' alone would be {own.Plan.Type}; with the other files they are {column.Plan.Type}"));
        }
    }
}
