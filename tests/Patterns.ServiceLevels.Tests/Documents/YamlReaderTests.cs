using System.Text;
using System.Text.Json.Nodes;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Tests.Documents;

public sealed class YamlReaderTests
{
    [Fact]
    public void Values_know_their_line_and_column()
    {
        var mapping = Assert.IsType<YamlMapping>(Assert.Single(YamlReader.Read("a: 1\nb:\n  - x\n  - {c: 'y'}\n", "t")));

        var inner = Assert.IsType<YamlMapping>(Assert.IsType<YamlSequence>(mapping.Find("b")).Items[1]);
        Assert.Equal(new YamlPlace(4, 5), inner.Place);
        Assert.Equal(new YamlPlace(4, 9), inner.Find("c")!.Place);
        Assert.False(Assert.IsType<YamlScalar>(inner.Find("c")).IsPlain);
    }

    [Fact]
    public void Documents_without_a_word_are_left_out() => Assert.Equal(2, YamlReader.Read("---\n# nothing\n---\na: 1\n---\n---\nb: 2\n", "t").Count);

    [Fact]
    public void Aliases_stand_for_their_anchor()
    {
        var mapping = Assert.IsType<YamlMapping>(Assert.Single(YamlReader.Read("a: &x {n: 1}\nb: *x\n", "t")));

        Assert.Same(mapping.Find("a"), mapping.Find("b"));
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "t, line 3, column 1: 'a' is given twice in one mapping, before on line 1. Keep one.")]
    [InlineData("a: *nobody\n", "t, line 1, column 4: the alias '*nobody' names no anchor that ended before it.")]
    [InlineData("a: &x [1, *x]\n", "t, line 1, column 11: the alias '*x' names no anchor that ended before it.")]
    [InlineData("a: !!python/object:os.system x\n", "the tag 'tag:yaml.org,2002:python/object:os.system' is not read. Leave it out.")]
    [InlineData("<<: {a: 1}\n", "the merge key '<<' is not read")]
    [InlineData("? [1]\n: 2\n", "a name in a mapping is a list or a mapping; write a text.")]
    [InlineData("a: [1, 2\n", "it is not YAML")]
    [InlineData("a:\n\t- 1\n", "it is not YAML")]
    public void What_is_not_read_is_refused_with_its_place(string text, string message)
        => Assert.Contains(message, Assert.Throws<DocumentException>(() => YamlReader.Read(text, "t")).Message, StringComparison.Ordinal);

    [Fact]
    public void Aliases_of_aliases_do_not_grow_without_bound()
    {
        StringBuilder bomb = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var level = 1; level < 12; level++)
        {
            bomb.AppendLine($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]");
        }

        Assert.Contains("more than 200000 values", Assert.Throws<DocumentException>(() => YamlReader.Read(bomb.ToString(), "t")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    public void Nesting_has_a_bound(string open, string close)
    {
        var text = string.Concat(Enumerable.Repeat(open, 2000)) + "x" + string.Concat(Enumerable.Repeat(close, 2000));

        Assert.Contains("deeper than 64 levels", Assert.Throws<DocumentException>(() => YamlReader.Read(text, "t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_do_not_get_around_the_bound_of_nesting()
    {
        StringBuilder text = new("a0: &a0 [x]\n");
        for (var level = 1; level < 80; level++)
        {
            text.AppendLine($"a{level}: &a{level} [*a{level - 1}]");
        }

        Assert.Contains("deeper than 64 levels", Assert.Throws<DocumentException>(() => YamlReader.Read(text.ToString(), "t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Size_has_a_bound()
        => Assert.Contains("4194304 are the most", Assert.Throws<DocumentException>(static () => YamlReader.Read(new string(' ', (4 * 1024 * 1024) + 1), "t")).Message, StringComparison.Ordinal);

    [Fact]
    public void Any_text_reads_back_as_it_was_written()
    {
        var random = new Random(7);
        const string Letters = "ab:#-?[]{},&*!|>'\"%@` \n\t\\0.1~=\u00e9\u4e2d\u2028\ufeff\u0085\u0001";
        for (var round = 0; round < 3000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => Letters[random.Next(Letters.Length)])]) + (round % 50 == 0 ? "\U0001F600" : "");
            var written = YamlText.Write(new JsonObject { ["name"] = text, ["list"] = new JsonArray(JsonValue.Create(text), new JsonObject { [text + "k"] = text }) });

            var read = Assert.IsType<YamlMapping>(Assert.Single(YamlReader.Read(written, "t")));

            Assert.Equal(text, Assert.IsType<YamlScalar>(read.Find("name")).Text);
            var items = Assert.IsType<YamlSequence>(read.Find("list")).Items;
            Assert.Equal(text, Assert.IsType<YamlScalar>(items[0]).Text);
            Assert.Equal(text, Assert.IsType<YamlScalar>(Assert.IsType<YamlMapping>(items[1]).Find(text + "k")).Text);
            Assert.False(Assert.IsType<YamlScalar>(items[0]).IsNull);
        }
    }

    [Theory]
    [InlineData("true")]
    [InlineData("No")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("12")]
    [InlineData("1e3")]
    [InlineData("")]
    [InlineData("y")]
    public void Texts_that_look_like_something_else_are_quoted(string text) => Assert.Equal($"a: \"{text}\"\n", YamlText.Write(new JsonObject { ["a"] = text }));
}
