using Patterns.Columnar;

namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Integers of 64 bits: those of up to 18 digits at once, the others and all exceptions the general way.</summary>
internal sealed class JsonInt64Appender(FixedColumnBuilder<long> builder, JsonScalarAppender general) : JsonAppender(builder)
{
    private readonly FixedColumnBuilder<long> _builder = builder;

    public override bool Read(ref JsonCursor cursor)
    {
        if (!cursor.TryReadShortInteger(out var value))
        {
            return general.Read(ref cursor);
        }

        _builder.Append(value);
        return true;
    }
}
