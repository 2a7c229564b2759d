using System.Runtime.InteropServices;

namespace Patterns.Storage.S3.Requests;

/// <summary>Bytes as the stream that a request takes.</summary>
internal static class RequestContent
{
    public static MemoryStream Of(ReadOnlyMemory<byte> content)
        => MemoryMarshal.TryGetArray(content, out var array) && array.Array is not null
            ? new MemoryStream(array.Array, array.Offset, array.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
}
