using System.Buffers;
using System.Security.Cryptography;

namespace Patterns.Core.Storage.Files;

/// <summary>
/// Names of files that are not objects yet. Such a file lies beside the object that it will become, so that both are on one file
/// system. A process that is killed leaves it behind; it is never listed.
/// </summary>
internal static class TemporaryName
{
    private const string Start = ".patterns-";
    private const string End = ".tmp";
    private const int RandomDigits = 32;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static string Create() => $"{Start}{RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true)}{End}";

    public static bool Matches(ReadOnlySpan<char> name)
        => name.Length == Start.Length + RandomDigits + End.Length
            && name.StartsWith(Start)
            && name.EndsWith(End)
            && !name.Slice(Start.Length, RandomDigits).ContainsAnyExcept(Digits);
}
