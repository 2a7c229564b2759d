using System.Text;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// A column of UTF-8 text (<see cref="DataType.String"/>) or of bytes (<see cref="DataType.Binary"/>), stored plain
/// (<see cref="PlainBinaryColumn"/>) or as codes into a dictionary (<see cref="DictionaryBinaryColumn"/>).
/// </summary>
public abstract class BinaryColumn : Column
{
    private protected BinaryColumn(DataType type, int length, Validity validity)
        : base(type, length, validity)
    {
    }

    /// <summary>The bytes of a row; unspecified for a null row. No copy; valid until the column is disposed.</summary>
    /// <param name="index">0-based row.</param>
    public abstract ReadOnlySpan<byte> GetBytes(int index);

    /// <summary>The text of a row, or null for a null row. Allocates a string.</summary>
    /// <param name="index">0-based row.</param>
    public string? GetString(int index) => IsNull(index) ? null : Encoding.UTF8.GetString(GetBytes(index));

    private protected override object BoxValue(int index)
        => Type.Kind == DataTypeKind.String ? Encoding.UTF8.GetString(GetBytes(index)) : GetBytes(index).ToArray();
}
