using System.Buffers.Binary;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>Puts a footer that lies behind the pages of a good file.</summary>
internal static class DamagedFooter
{
    private const int TailByteCount = 8;

    /// <param name="file">A good file.</param>
    /// <param name="change">Changes the columns of its first row group.</param>
    public static byte[] Replace(byte[] file, Func<IReadOnlyList<ColumnChunkMetadata>, IReadOnlyList<ColumnChunkMetadata>> change)
    {
        var start = file.Length - TailByteCount - BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - TailByteCount));
        var footer = FileMetadata.Read(file.AsSpan(start, file.Length - TailByteCount - start));
        using var writer = new CompactWriter();
        var rowGroup = footer.RowGroups[0];
        (footer with { RowGroups = [rowGroup with { Columns = change(rowGroup.Columns) }, .. footer.RowGroups.Skip(1)] }).Write(writer);
        var tail = new byte[TailByteCount];
        BinaryPrimitives.WriteInt32LittleEndian(tail, writer.Written.Length);
        "PAR1"u8.CopyTo(tail.AsSpan(4));
        return [.. file[..start], .. writer.Written, .. tail];
    }
}
