using System.Buffers.Binary;
using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Times of day as <c>HH:mm:ss.fff</c> with as many digits as their unit has: nothing is lost, and the texts sort as the times do.</summary>
internal sealed class TimeOfDayForm(TimeUnit unit) : ITextForm
{
    private const int SecondsPerDay = 86_400;
    private const int PointIndex = 8;

    private readonly int _digits = unit switch { TimeUnit.Milliseconds => 3, TimeUnit.Microseconds => 6, _ => 9 };

    public int PlainWidth => unit == TimeUnit.Milliseconds ? sizeof(int) : sizeof(long);

    public int TextWidth => PointIndex + 1 + _digits;

    public void Format(ReadOnlySpan<byte> plain, Span<byte> destination)
    {
        var value = unit == TimeUnit.Milliseconds ? BinaryPrimitives.ReadInt32LittleEndian(plain) : BinaryPrimitives.ReadInt64LittleEndian(plain);
        var perSecond = unit switch { TimeUnit.Milliseconds => 1_000L, TimeUnit.Microseconds => 1_000_000L, _ => 1_000_000_000L };
        if (value < 0 || value > SecondsPerDay * perSecond)
        {
            throw new CorruptDataException($"{value} {unit} is not a time of day");
        }

        var seconds = value / perSecond;
        WriteDigits(destination[..2], seconds / 3600);
        WriteDigits(destination[3..5], seconds / 60 % 60);
        WriteDigits(destination[6..PointIndex], seconds % 60);
        WriteDigits(destination[(PointIndex + 1)..], value % perSecond);
        destination[2] = destination[5] = (byte)':';
        destination[PointIndex] = (byte)'.';
    }

    private static void WriteDigits(Span<byte> destination, long value)
    {
        for (var index = destination.Length - 1; index >= 0; index--)
        {
            destination[index] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
