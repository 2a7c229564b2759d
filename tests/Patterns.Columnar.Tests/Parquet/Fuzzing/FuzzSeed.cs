using System.Buffers.Binary;
using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>A file to make mutants of, and where its parts lie.</summary>
internal sealed class FuzzSeed
{
    private const int TailByteCount = 8;

    public FuzzSeed(string name, byte[] bytes)
    {
        Name = name;
        Bytes = bytes;
        FooterStart = bytes.Length - TailByteCount - BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - TailByteCount));
        FooterNumbers = ThriftNumbers.Find(bytes, FooterStart);
        foreach (var chunk in FileMetadata.Read(bytes.AsSpan(FooterStart, bytes.Length - TailByteCount - FooterStart)).RowGroups.SelectMany(static group => group.Columns))
        {
            FindPages(chunk);
        }
    }

    public string Name { get; }

    public byte[] Bytes { get; }

    /// <summary>0-based first byte of the footer.</summary>
    public int FooterStart { get; }

    /// <summary>Numbers of the footer.</summary>
    public List<Range> FooterNumbers { get; }

    /// <summary>Numbers of the pages' headers.</summary>
    public List<Range> HeaderNumbers { get; } = [];

    /// <summary>Contents of the pages as stored.</summary>
    public List<Range> Pages { get; } = [];

    private void FindPages(ColumnChunkMetadata chunk)
    {
        var position = (int)(chunk.DictionaryPageOffset is > 0 and var dictionary ? Math.Min(dictionary, chunk.DataPageOffset) : chunk.DataPageOffset);
        for (var values = 0L; values < chunk.ValueCount;)
        {
            HeaderNumbers.AddRange(ThriftNumbers.Find(Bytes, position));
            var header = PageHeader.Read(Bytes.AsSpan(position), out var length);
            Pages.Add((position + length)..(position + length + header.CompressedByteCount));
            position = Pages[^1].End.Value;
            values += header.Kind == PageKind.Dictionary ? 0 : header.ValueCount;
        }
    }
}
