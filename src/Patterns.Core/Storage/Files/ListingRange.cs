namespace Patterns.Core.Storage.Files;

/// <summary>Which paths a listing asks for: those with a prefix, after a path (empty means from the start), in ordinal order.</summary>
internal readonly record struct ListingRange(string Prefix, string StartAfter)
{
    /// <summary>The folder that holds every path of the range: empty for the root, else with a <c>/</c> at its end.</summary>
    public string Folder => Prefix[..(Prefix.LastIndexOf('/') + 1)];

    /// <summary>The same range for paths relative to a folder that the range includes.</summary>
    public ListingRange Within(string folder) => new(Rest(Prefix, folder), Rest(StartAfter, folder));

    /// <summary>Whether a file is in the range, or something in a folder may be.</summary>
    public bool Includes(ReadOnlySpan<char> name, bool isFolder)
        => isFolder
            ? (name.StartsWith(Prefix) || HasFolder(Prefix, name)) && MayHoldLater(name)
            : name.StartsWith(Prefix) && name.SequenceCompareTo(StartAfter) > 0;

    private static string Rest(string path, string folder) => path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : "";

    private static bool HasFolder(string path, ReadOnlySpan<char> folder)
        => path.Length > folder.Length && path[folder.Length] == '/' && path.AsSpan().StartsWith(folder);

    // What is in a folder starts with its name and a '/'.
    private bool MayHoldLater(ReadOnlySpan<char> folder)
    {
        var common = Math.Min(folder.Length, StartAfter.Length);
        var order = folder[..common].SequenceCompareTo(StartAfter.AsSpan(0, common));
        return order > 0 || (order == 0 && (folder.Length >= StartAfter.Length || StartAfter[folder.Length] <= '/'));
    }
}
