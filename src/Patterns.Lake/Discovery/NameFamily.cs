using Patterns.Lake.Formats;

namespace Patterns.Lake.Discovery;

/// <summary>What names of one series of files have in common: all but their digits.</summary>
internal static class NameFamily
{
    /// <summary>The file's name with each run of digits as one <c>#</c>.</summary>
    public static string Of(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        Span<char> family = name.Length <= 256 ? stackalloc char[name.Length] : new char[name.Length];
        var length = 0;
        foreach (var character in name)
        {
            if (!char.IsAsciiDigit(character))
            {
                family[length++] = character;
            }
            else if (length == 0 || family[length - 1] != '#')
            {
                family[length++] = '#';
            }
        }

        return new string(family[..length]);
    }

    /// <summary>A name for several files: the first one's without extension and digits; <c>files</c> when nothing is left.</summary>
    public static string StemOf(string path)
    {
        var stem = new string([.. FileName.StemOf(path).Where(static character => !char.IsAsciiDigit(character))]).Trim('-', '_', '.', ' ', 'T', 'Z', ':');
        return stem.Length == 0 ? "files" : stem;
    }
}
