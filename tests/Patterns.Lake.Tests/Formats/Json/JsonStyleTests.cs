using System.Globalization;
using System.Text;
using System.Text.Json;
using Patterns.Core;

namespace Patterns.Lake.Tests.Formats.Json;

/// <summary>Readers remember how names were written before; whatever they remember, they must read what is there.</summary>
public sealed class JsonStyleTests
{
    private static readonly string[] Names = ["a", "b", "id", "name", "a name of more than thirty-two bytes, with commas", "é", "x\"y", "A"];

    [Fact]
    public async Task Records_in_any_order_and_style_are_read_as_the_framework_reads_them()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var style = random.Next(4);
            var lines = Enumerable.Range(0, 80).Select(_ => Record(random, random.Next(4) > 0 ? style : random.Next(4), depth: 0)).ToList();
            var isArray = random.Next(3) == 0;
            var text = isArray ? $"[{string.Join(", \n", lines)}]" : string.Join('\n', lines.Select(static line => line.Replace('\n', ' ')));
            var dataset = await TestLake.OpenAsync(text, "data.json");
            var rows = await TestLake.RowsAsync(dataset);
            var names = dataset.Schema.Schema.Fields.Select(static field => field.Name).ToList();

            Assert.Equal(lines.Count, rows.Count);
            for (var row = 0; row < lines.Count; row++)
            {
                using var expected = JsonDocument.Parse(lines[row]);
                AssertRow(names, expected.RootElement, rows[row]);
            }

            await AssertProjection(dataset, rows, names[random.Next(names.Count)]);
        }
    }

    [Fact]
    public void A_name_that_comes_twice_is_found_wherever_it_comes()
    {
        var random = new Random(5);
        for (var round = 0; round < 2_000; round++)
        {
            var known = string.Concat(Enumerable.Range(0, 3).Select(_ => $"{Record(random, random.Next(3), depth: 1)}\n"));
            var names = Names.OrderBy(_ => random.Next()).Take(1 + random.Next(Names.Length)).ToList();
            names.Insert(random.Next(names.Count + 1), names[random.Next(names.Count)]);
            var broken = $"{{{string.Join(random.Next(2) == 0 ? "," : ", ", names.Select(static name => $"{JsonSerializer.Serialize(name)}:1"))}}}";
            var run = JsonRun.Read($"{known}{broken}\n{{}}\n{{}}\n", random.Next(2) == 0 ? Schema.Empty : new Schema(new Field("b", DataType.String), new Field("id", DataType.String)));

            Assert.Contains("occurs twice in one object", Assert.Single(run.SetAside), StringComparison.Ordinal);
        }
    }

    private static async Task AssertProjection(LakeDataset dataset, List<object?[]> rows, string name)
    {
        var index = dataset.Schema.Schema.IndexOf(name);
        var one = await TestLake.RowsAsync(dataset.Select(name));
        Assert.Equal(rows.Select(row => Flat(row[index])), one.Select(static row => Flat(row[0])));
    }

    private static void AssertRow(List<string> names, JsonElement expected, object?[] row)
    {
        for (var column = 0; column < names.Count; column++)
        {
            var isThere = expected.TryGetProperty(names[column], out var value) && value.ValueKind != JsonValueKind.Null;
            Assert.Equal(isThere ? Flat(value) : "null", Flat(row[column]));
        }
    }

    private static string Record(Random random, int style, int depth)
    {
        var names = Names.OrderBy(_ => random.Next(10) == 0 ? random.Next(100) : 0).Where(_ => random.Next(4) > 0).ToList();
        var (open, colon, comma, close) = style switch
        {
            0 => ("{", ":", ",", "}"),
            1 => ("{", ": ", ", ", "}"),
            2 => ("{ ", " : ", " , ", " }"),
            _ => ("{\n  ", ": ", ",\n  ", "\n}"),
        };
        var members = names.Select(name => $"{Name(random, name)}{colon}{Value(random, name, style, depth)}");
        return open + string.Join(comma, members) + close;
    }

    private static string Name(Random random, string name)
        => random.Next(20) > 0 ? JsonSerializer.Serialize(name) : $"\"{string.Concat(name.Select(static character => $"\\u{(int)character:x4}"))}\"";

    private static string Value(Random random, string name, int style, int depth) => name switch
    {
        "a" => random.Next().ToString(CultureInfo.InvariantCulture),
        "b" => random.Next(5) == 0 ? "null" : $"\"{new string('é', random.Next(40))}\"",
        "name" => $"\"{new StringBuilder("\\n\"x\\").Replace("\\", "\\\\").Replace("\"", "\\\"")}{random.Next()}\"",
        "id" when depth < 2 => Record(random, style, depth + 1),
        "é" => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(static index => index))}]",
        _ => $"\"{random.Next(100)}\"",
    };

    private static string Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Where(static member => member.Value.ValueKind != JsonValueKind.Null).OrderBy(static member => member.Name, StringComparer.Ordinal).Select(static member => $"{member.Name}:{Flat(member.Value)}"))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Flat))}]",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Flat(object? value) => value switch
    {
        null => "null",
        IEnumerable<KeyValuePair<string, object?>> fields => $"{{{string.Join(',', fields.Where(static field => field.Value is not null).OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => $"{field.Key}:{Flat(field.Value)}"))}}}",
        object?[] list => $"[{string.Join(',', list.Select(Flat))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
