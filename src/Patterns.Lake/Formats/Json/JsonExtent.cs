namespace Patterns.Lake.Formats.Json;

/// <summary>Finds where a broken value ends, by nothing but its quotes and brackets.</summary>
internal static class JsonExtent
{
    /// <summary>Steps over the value at the start of the text.</summary>
    /// <param name="text">The text from the first byte of the value.</param>
    /// <param name="end">Behind the value; zero when the text starts with a comma.</param>
    /// <returns>False when the brackets do not match, a string goes over a line break, or the text ends too early.</returns>
    public static bool TryFind(ReadOnlySpan<byte> text, out int end)
    {
        var closing = new Stack<byte>();
        for (end = 0; end < text.Length; end++)
        {
            var next = text[end];
            switch (next)
            {
                case (byte)'"' when !TrySkipString(text, ref end):
                    return false;
                case (byte)'{':
                    closing.Push((byte)'}');
                    break;
                case (byte)'[':
                    closing.Push((byte)']');
                    break;
                case (byte)'}' or (byte)']' when closing.TryPop(out var expected):
                    if (next != expected)
                    {
                        return false;
                    }

                    if (closing.Count == 0)
                    {
                        end++;
                        return true;
                    }

                    break;
                case (byte)'}' or (byte)']' or (byte)',' or <= (byte)' ' when closing.Count == 0:
                    return true;
            }
        }

        return closing.Count == 0;
    }

    /// <summary>Steps from the opening quote to the closing one.</summary>
    private static bool TrySkipString(ReadOnlySpan<byte> text, ref int index)
    {
        for (index++; index < text.Length; index++)
        {
            switch (text[index])
            {
                case (byte)'"':
                    return true;
                case (byte)'\n' or (byte)'\r':
                    return false;
                case (byte)'\\':
                    index++;
                    break;
            }
        }

        return false;
    }
}
