using Patterns.Lake.Formats.Json.Kernels;

namespace Patterns.Lake.Tests.Formats.Json.Kernels;

public sealed class JsonStringKernelTests
{
    [Fact]
    public void The_vectorized_search_finds_what_the_scalar_one_finds()
    {
        var random = new Random(1);
        for (var length = 0; length < 100; length++)
        {
            for (var round = 0; round < 50; round++)
            {
                var text = new byte[length];
                random.NextBytes(text);
                for (var index = 0; index < length; index++)
                {
                    var isRare = random.Next(20) == 0;
                    text[index] = isRare ? text[index] : text[index] is (byte)'"' or (byte)'\\' or < 0x20 ? (byte)'x' : text[index];
                }

                Assert.Equal(JsonStringKernel.Scalar(text, 0), JsonStringKernel.Vectorized(text));
            }
        }
    }
}
