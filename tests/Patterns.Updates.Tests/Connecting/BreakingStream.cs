using System.Text;

namespace Patterns.Updates.Tests.Connecting;

/// <summary>A body that says something and then breaks.</summary>
internal sealed class BreakingStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => Read(buffer.Span) is > 0 and var count ? ValueTask.FromResult(count) : throw new IOException("The connection broke.");

    private new int Read(Span<byte> buffer) => base.Read(buffer);
}
