using System.Text;

namespace Patterns.Lake.Inference;

/// <summary>
/// The texts that stand for null in a column whose other values are of a type other than string. In a string column they are text. Immutable.
/// </summary>
internal sealed class NullSpellings
{
    private readonly byte[][] _spellings;

    public NullSpellings(IReadOnlyList<string> texts)
    {
        Texts = [.. texts];
        _spellings = [.. texts.Select(Encoding.UTF8.GetBytes)];
    }

    public static NullSpellings Default { get; } = new(["NA", "N/A", "n/a", "NULL", "null", "Null", "None", "none", "-", "\\N", "#N/A"]);

    /// <summary>The spellings, exact.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The 0-based index of the spelling that is exactly this text, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> text)
    {
        for (var index = 0; index < _spellings.Length; index++)
        {
            if (text.SequenceEqual(_spellings[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
