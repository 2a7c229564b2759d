namespace Patterns.Columnar.Json;

/// <summary>Writes <c>true</c> and <c>false</c>.</summary>
internal sealed class JsonBooleanWriter(BooleanColumn column) : JsonScalarWriter(column, quoted: false)
{
    protected override int Format(int row, Span<byte> text)
    {
        var word = column[row] ? "true"u8 : "false"u8;
        word.CopyTo(text);
        return word.Length;
    }
}
