using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Logs;

/// <summary>Collects what the fields of all lines can be read as.</summary>
internal sealed class LogProfileHandler(ProfileContext context) : LogRowHandler
{
    public override bool IsFull => false;

    /// <summary>What was collected.</summary>
    public ObjectProfile Columns { get; } = new(context);

    public override string? Take(LogRow row, ReadOnlySpan<byte> line, RecordPosition position)
    {
        Columns.Begin();
        foreach (ref readonly var field in row.Fields)
        {
            var value = Columns.Member(field.Name);
            switch (field.Kind)
            {
                case LogFieldKind.Null:
                    value.AddNull();
                    break;
                case LogFieldKind.Text:
                    value.Scalars.AddString(row.Text(field, line), position with { ByteOffset = position.ByteOffset + field.Start });
                    break;
                case LogFieldKind.Value:
                    value.Scalars.AddCell(row.Text(field, line), position with { ByteOffset = position.ByteOffset + field.Start });
                    break;
                default:
                    value.Scalars.AddCell(row.Text(field, line), position);
                    break;
            }
        }

        return null;
    }
}
