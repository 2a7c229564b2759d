namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Converts one value; false when it does not fit.</summary>
internal delegate bool TryConvert<in TFrom, TTo>(TFrom value, out TTo result);

/// <summary>Reads one value from UTF-8 text; false when the text does not say one.</summary>
internal delegate bool TryParse<TTo>(ReadOnlySpan<byte> text, out TTo result);

/// <summary>Writes one value as UTF-8 text and returns the number of bytes.</summary>
internal delegate int Format<in TFrom>(TFrom value, Span<byte> destination);
