namespace Patterns.Lake.Formats;

/// <summary>Reads a trimmed text as a value of a fixed-width column. A struct, so that the loop over it is compiled for it.</summary>
internal interface ICellParser<T>
    where T : unmanaged
{
    bool TryParse(ReadOnlySpan<byte> text, out T value);
}
