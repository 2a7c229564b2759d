using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Patterns.Lake.Formats.Json.Kernels;

/// <summary>
/// A short text, such as <c>, "name": </c>, that is found at a position by a single comparison. The default is the text that is found nowhere.
/// </summary>
internal readonly struct WrittenName
{
    /// <summary>The longest text.</summary>
    public const int MaxLength = 32;

    private readonly Vector256<byte> _text;
    private readonly Vector256<byte> _mask;

    private WrittenName(Vector256<byte> text, Vector256<byte> mask, int length)
    {
        _text = text;
        _mask = mask;
        Length = length;
    }

    /// <summary>Bytes of the text; zero for the default.</summary>
    public int Length { get; }

    /// <summary>The text, or the default when it is too long.</summary>
    public static WrittenName Of(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.Length > MaxLength)
        {
            return default;
        }

        Span<byte> bytes = stackalloc byte[MaxLength];
        Span<byte> mask = stackalloc byte[MaxLength];
        bytes.Clear();
        mask.Clear();
        text.CopyTo(bytes);
        mask[..text.Length].Fill(byte.MaxValue);
        return new WrittenName(Vector256.Create<byte>(bytes), Vector256.Create<byte>(mask), text.Length);
    }

    /// <summary>Whether this is the text.</summary>
    public bool Is(ReadOnlySpan<byte> text) => text.Length == Length && Of(text)._text == _text;

    /// <summary>Whether the text is at a position. Never finds it in the last bytes, where another way must be taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAt(ReadOnlySpan<byte> text, int position)
    {
        if (Length == 0 || position > text.Length - MaxLength)
        {
            return false;
        }

        // In bounds: position + 32 <= length.
        var found = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)position);
        return ((found ^ _text) & _mask) == Vector256<byte>.Zero;
    }
}
