namespace Patterns.Lake.Formats.Json;

/// <summary>Gives strings and names without their escapes, in a buffer that is used again and again.</summary>
internal sealed class JsonUnescaper
{
    private byte[] _buffer = new byte[256];

    /// <summary>What the empty name, which JSON allows and columns do not, becomes. An object that has both has one name twice.</summary>
    public static ReadOnlySpan<byte> EmptyName => "_empty"u8;

    /// <summary>The name of the column for a member.</summary>
    /// <param name="raw">The name as it is written between its quotes.</param>
    /// <param name="isEscaped">Whether it holds escapes.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> raw, bool isEscaped) => raw.IsEmpty ? EmptyName : Text(raw, isEscaped);

    /// <summary>The text of a string.</summary>
    /// <param name="raw">The text as it is written between its quotes.</param>
    /// <param name="isEscaped">Whether it holds escapes.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> raw, bool isEscaped)
    {
        if (!isEscaped)
        {
            return raw;
        }

        if (_buffer.Length < raw.Length)
        {
            _buffer = new byte[raw.Length * 2];
        }

        return _buffer.AsSpan(0, JsonEscape.Unescape(raw, _buffer));
    }
}
