using Patterns.Core.Storage.Files;

namespace Patterns.Core.Tests.Storage.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("a.txt")]
    [InlineData("..hidden")]
    [InlineData("CONSOLE")]
    [InlineData("COM")]
    [InlineData("COM10")]
    [InlineData("xCON")]
    [InlineData("part-0 (1).parquet")]
    public void These_are_names_on_Windows(string name) => Assert.True(FileName.IsWindowsName(name));

    [Theory]
    [InlineData("a:stream")]
    [InlineData("what?")]
    [InlineData("a.")]
    [InlineData(".. ")]
    [InlineData("con")]
    [InlineData("Nul.txt")]
    [InlineData("nul .tar.gz")]
    [InlineData("com1")]
    [InlineData("LPT9.log")]
    [InlineData("conin$")]
    [InlineData("CONOUT$")]
    public void These_are_none(string name) => Assert.False(FileName.IsWindowsName(name));

    [Fact]
    public void A_temporary_name_is_new_each_time_and_known_by_its_form()
    {
        var name = TemporaryName.Create();

        Assert.True(TemporaryName.Matches(name));
        Assert.NotEqual(name, TemporaryName.Create());
        Assert.False(TemporaryName.Matches(name.ToUpperInvariant()));
        Assert.False(TemporaryName.Matches(".patterns-.tmp"));
    }
}
