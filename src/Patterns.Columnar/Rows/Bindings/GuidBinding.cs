using System.Text;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>Guid ↔ string column in the form <c>d85b1407-351d-4694-9392-03acc5870eb1</c>, lower case.</summary>
internal sealed class GuidBinding(BindingSite site) : ValueBinding<Guid>(site)
{
    private const int TextLength = 36;

    protected override void WriteValues(ReadOnlySpan<Guid> values, ColumnBuilder builder)
    {
        var texts = (BinaryColumnBuilder)builder;
        Span<byte> text = stackalloc byte[TextLength];
        foreach (var value in values)
        {
            value.TryFormat(text, out _);
            texts.Append(text);
        }
    }

    protected override void ReadValues(Column column, int start, Span<Guid> values)
    {
        var texts = (BinaryColumn)column;
        for (var index = 0; index < values.Length; index++)
        {
            var text = texts.GetBytes(start + index);
            if (!Guid.TryParseExact(Encoding.UTF8.GetString(text), "D", out values[index]))
            {
                throw Site.DoesNotFit($"'{Encoding.UTF8.GetString(text)}' is not a GUID of the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.");
            }
        }
    }
}
