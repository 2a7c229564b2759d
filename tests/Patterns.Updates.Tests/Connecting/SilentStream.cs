using System.Text;

namespace Patterns.Updates.Tests.Connecting;

/// <summary>A body that says something and then nothing any more, without ending.</summary>
internal sealed class SilentStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = Read(buffer.Span);
        if (count == 0)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return count;
    }
}
