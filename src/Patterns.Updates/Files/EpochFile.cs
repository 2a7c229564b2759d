using System.Globalization;
using System.Text;
using Patterns.Core;

namespace Patterns.Updates.Files;

/// <summary>The file <c>last-epoch</c> of a folder of feeds: an epoch that no feed was younger than when one was last deleted.</summary>
internal static class EpochFile
{
    private const string Name = "last-epoch";

    public static void Save(string root, long epoch)
        => DurableFiles.Replace(Path.Join(root, Name), Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{epoch}\n")));

    /// <summary>The epoch; 0 when no feed has been deleted.</summary>
    /// <exception cref="UpdateStoreDamagedException">The file is not as it was written.</exception>
    public static long Load(string root)
    {
        var path = Path.Join(root, Name);
        if (!File.Exists(path))
        {
            return 0;
        }

        // A number without its line end was cut.
        var text = File.ReadAllText(path);
        return text.EndsWith('\n') && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
            ? epoch
            : throw new UpdateStoreDamagedException(path, "a whole number and a line end");
    }
}
