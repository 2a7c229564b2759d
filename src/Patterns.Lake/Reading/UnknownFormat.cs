using Patterns.Lake.Content;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Reading;

/// <summary>What to say of a file that no format fits.</summary>
internal static class UnknownFormat
{
    public static string Describe(FileHead head)
    {
        var mediaType = MediaType.Of(head.Bytes.Span, head.Path);
        return MediaType.IsText(mediaType)
            ? $"its content looks like {mediaType}, but not like rows of delimited text, JSON or a known log. Check the file, or declare its delimiter by OpenOptions.Csv."
            : $"its content is {mediaType}, which has no rows that this version reads.";
    }
}
