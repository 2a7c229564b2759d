using System.Globalization;

namespace Patterns.Lake;

/// <summary>Where a value or a row is.</summary>
/// <param name="File">Path of the file in its store.</param>
/// <param name="LineNumber">1-based line that it starts in; a line ends at LF, CR LF or a lone CR, within quotes too.</param>
/// <param name="ByteOffset">
/// 0-based byte that it starts at, counted in the decompressed content; in a file that is not UTF-8, as if the content were UTF-8.
/// </param>
public readonly record struct ValueLocation(string File, long LineNumber, long ByteOffset)
{
    /// <summary><c>file:line:byte</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{LineNumber}:{ByteOffset}");
}
