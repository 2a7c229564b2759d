using System.Buffers;

namespace Patterns.Core.Storage.Files;

/// <summary>Which segments of a path can be names of files, beyond the rules of <see cref="ObjectPath"/>.</summary>
internal static class FileName
{
    private static readonly SearchValues<char> WindowsReserved = SearchValues.Create("<>:\"|?*");

    /// <summary>Whether a file of that name belongs in a listing.</summary>
    public static bool IsListed(ReadOnlySpan<char> name) => ObjectPath.IsValid(name) && !TemporaryName.Matches(name);

    /// <exception cref="ArgumentException">The path is none, or a segment is the name of a temporary file, or no name of a file on Windows.</exception>
    public static void RequireAll(string path)
    {
        ObjectPath.Require(path);
        foreach (var range in path.AsSpan().Split('/'))
        {
            var segment = path.AsSpan(range);
            if (TemporaryName.Matches(segment))
            {
                throw new ArgumentException($"'{path}' has the form of a temporary file's name, which the store keeps to itself.", nameof(path));
            }

            if (OperatingSystem.IsWindows() && !IsWindowsName(segment))
            {
                throw new ArgumentException($"'{segment}' in '{path}' is no name of a file on Windows.", nameof(path));
            }
        }
    }

    /// <summary>
    /// Windows drops dots and spaces at the end, keeps some names for devices whatever their extension, and reads a colon as a stream.
    /// </summary>
    internal static bool IsWindowsName(ReadOnlySpan<char> segment)
        => !segment.ContainsAny(WindowsReserved) && segment is not [.., '.' or ' '] && !IsDevice(segment);

    private static bool IsDevice(ReadOnlySpan<char> segment)
    {
        var dot = segment.IndexOf('.');
        var stem = (dot < 0 ? segment : segment[..dot]).TrimEnd(' ');
        Span<char> upper = stackalloc char[7];
        return stem.Length is >= 3 and <= 7
            && stem.ToUpperInvariant(upper) > 0
            && upper[..stem.Length] is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$"
                or ['C', 'O', 'M', >= '0' and <= '9' or '¹' or '²' or '³']
                or ['L', 'P', 'T', >= '0' and <= '9' or '¹' or '²' or '³'];
    }
}
