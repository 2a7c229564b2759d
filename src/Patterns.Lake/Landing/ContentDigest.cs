using System.Buffers;
using System.Security.Cryptography;

namespace Patterns.Lake.Landing;

/// <summary>Hash, length and first bytes of a content.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Head">The first bytes, at most 4,096.</param>
internal sealed record ContentDigest(string Sha256, long Length, byte[] Head)
{
    private const int BufferLength = 256 << 10;
    private const int HeadLength = 4096;

    /// <summary>Reads a stream to its end, and copies it on the way.</summary>
    /// <param name="content">The stream from its current position.</param>
    /// <param name="target">Takes the bytes; null for none.</param>
    /// <param name="cancellationToken">Ends the copy.</param>
    public static async Task<ContentDigest> OfAsync(Stream content, Stream? target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        var head = Array.Empty<byte>();
        var length = 0L;
        try
        {
            int read;
            while ((read = await content.ReadAtLeastAsync(buffer, BufferLength, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                if (length == 0)
                {
                    head = buffer[..Math.Min(read, HeadLength)];
                }

                length += read;
                if (target is not null)
                {
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return new ContentDigest(Convert.ToHexStringLower(hash.GetHashAndReset()), length, head);
    }
}
