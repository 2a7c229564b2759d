using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Case, length, pieces and joins of texts.</summary>
internal static class TextFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("lower", 1, static call => TextCaseNode.Lower(call.Text(0))),
        new("lcase", 1, static call => TextCaseNode.Lower(call.Text(0))),
        new("upper", 1, static call => TextCaseNode.Upper(call.Text(0))),
        new("ucase", 1, static call => TextCaseNode.Upper(call.Text(0))),
        new("length", 1, Length),
        new("len", 1, Length),
        new("char_length", 1, Length),
        new("character_length", 1, Length),
        new("octet_length", 1, static call => new TextLengthNode(TextOrBytes(call), countsBytes: true)),
        new("concat", 1, FunctionDefinition.Unlimited, Concat),
        new("concat_ws", 1, FunctionDefinition.Unlimited, static call => new ConcatWithSeparatorNode(call, [.. Enumerable.Range(0, call.Count).Select(call.Text)])),
        new("substring", 2, 3, Substring),
        new("substr", 2, 3, Substring),
        new("left", 2, static call => Text(call, [call.Text(0), call.Int32(1)], static (arguments, row, output)
            => output.Set(row, TextPieces.Substring(arguments.Text(0, row), 1, arguments.Value<int>(1, row))))),
        new("right", 2, static call => Text(call, [call.Text(0), call.Int32(1)], static (arguments, row, output)
            => output.Set(row, TextPieces.Right(arguments.Text(0, row), arguments.Value<int>(1, row))))),
        new("replace", 2, 3, static call => Text(call, call.Count == 2 ? [call.Text(0), call.Text(1)] : [call.Text(0), call.Text(1), call.Text(2)], Replace)),
        new("split_part", 3, static call => Text(call, [call.Text(0), call.Text(1), call.Int32(2)], SplitPart)),
        new("repeat", 2, static call => Text(call, [call.Text(0), call.Int32(1)], Repeat)),
        new("reverse", 1, static call => Text(call, [call.Text(0)], Reverse)),
        new("lpad", 2, 3, static call => Pad(call, isLeft: true)),
        new("rpad", 2, 3, static call => Pad(call, isLeft: false)),
    ];

    private static TextFunctionNode Text(FunctionCall call, BoundNode[] arguments, TextFunctionNode.Body body) => new(call, arguments, body);

    private static BoundNode TextOrBytes(FunctionCall call) => call[0].Type.Kind == DataTypeKind.Binary ? call[0] : call.Text(0);

    private static TextLengthNode Length(FunctionCall call) => new(TextOrBytes(call), countsBytes: call[0].Type.Kind == DataTypeKind.Binary);

    private static BoundNode Concat(FunctionCall call)
    {
        BoundNode[] texts = [.. Enumerable.Range(0, call.Count).Select(call.Text)];
        return Array.Exists(texts, static text => text is ConstantNode { IsNull: true })
            ? new ConstantNode(DataType.String, null)
            : Text(call, texts, static (arguments, row, output) =>
            {
                var length = (long)arguments.Text(0, row).Length;
                output.Set(row, arguments.Text(0, row));
                for (var index = 1; index < arguments.Count; index++)
                {
                    var text = arguments.Text(index, row);
                    TextPieces.RequireRoom(arguments, row, length += text.Length);
                    output.Append(text);
                }
            });
    }

    private static BoundNode Substring(FunctionCall call)
    {
        var (text, position) = (call.Text(0), call.Int32(1));
        var length = call.Count == 2 ? new ConstantNode(DataType.Int32, int.MaxValue) : call.Int32(2);
        return (position, length) is (ConstantNode { Value: int from }, ConstantNode { Value: int count })
            ? new SubstringNode(text, from, count)
            : Text(call, [text, position, length], static (arguments, row, output)
                => output.Set(row, TextPieces.Substring(arguments.Text(0, row), arguments.Value<int>(1, row), arguments.Value<int>(2, row))));
    }

    private static void Replace(RowArguments arguments, int row, TextOutput output)
    {
        var text = arguments.Text(0, row);
        var search = arguments.Text(1, row);
        var replacement = arguments.Count == 3 ? arguments.Text(2, row) : default;
        var length = (long)text.Length;
        output.Set(row, default);
        for (var found = search.IsEmpty ? -1 : text.IndexOf(search); found >= 0; found = text.IndexOf(search))
        {
            TextPieces.RequireRoom(arguments, row, length += replacement.Length - search.Length);
            output.Append(text[..found]);
            output.Append(replacement);
            text = text[(found + search.Length)..];
        }

        output.Append(text);
    }

    private static void SplitPart(RowArguments arguments, int row, TextOutput output)
    {
        var number = arguments.Value<int>(2, row);
        if (number == 0)
        {
            throw arguments.Failure(row, "parts are counted from 1, or from -1 backwards; there is no part 0.");
        }

        output.Set(row, TextPieces.Part(arguments.Text(0, row), arguments.Text(1, row), number));
    }

    private static void Repeat(RowArguments arguments, int row, TextOutput output)
    {
        var text = arguments.Text(0, row);
        var count = arguments.Value<int>(1, row);
        TextPieces.RequireRoom(arguments, row, Math.Max(count, 0) * (long)text.Length);
        output.Set(row, default);
        for (; count > 0; count--)
        {
            output.Append(text);
        }
    }

    private static void Reverse(RowArguments arguments, int row, TextOutput output)
    {
        var text = arguments.Text(0, row);
        output.Set(row, default);
        while (!text.IsEmpty)
        {
            var last = Characters.LastStart(text);
            output.Append(text[last..]);
            text = text[..last];
        }
    }

    private static TextFunctionNode Pad(FunctionCall call, bool isLeft)
    {
        var pad = call.Count == 3 ? call.Text(2) : new ConstantNode(DataType.String, " "u8.ToArray());
        return Text(call, [call.Text(0), call.Int32(1), pad], (arguments, row, output) =>
        {
            var text = arguments.Text(0, row);
            var padding = arguments.Text(2, row);
            var missing = arguments.Value<int>(1, row) - Characters.Count(text);
            output.Set(row, default);
            if (missing <= 0 || padding.IsEmpty)
            {
                output.Append(TextPieces.Substring(text, 1, arguments.Value<int>(1, row)));
                return;
            }

            TextPieces.RequireRoom(arguments, row, missing);
            output.Append(isLeft ? default : text);
            for (var unit = Characters.Count(padding); missing > 0; missing -= unit)
            {
                output.Append(TextPieces.Substring(padding, 1, missing));
            }

            output.Append(isLeft ? text : default);
        });
    }
}
