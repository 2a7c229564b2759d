using System.Text;
using System.Text.RegularExpressions;
using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>Regular expressions: regexp_like, regexp_replace, regexp_extract. Patterns are constants in .NET's dialect, which is close to Java's.</summary>
internal static class RegexFunctions
{
    public static IEnumerable<FunctionDefinition> All { get; } =
    [
        new("regexp_like", 2, static call => LikeBinder.MatchRegex(call.Source, call.Text(0), Pattern(call))),
        new("regexp", 2, static call => LikeBinder.MatchRegex(call.Source, call.Text(0), Pattern(call))),
        new("regexp_replace", 3, static call => Replace(call)),
        new("regexp_extract", 2, 3, static call => Extract(call)),
    ];

    private static Regex Pattern(FunctionCall call) => LikeBinder.ParseRegex(call.Source, call.ConstantText(1) ?? throw call.Unfit(1, "a pattern"));

    private static TextFunctionNode Replace(FunctionCall call)
    {
        var regex = Pattern(call);
        return new TextFunctionNode(call, [call.Text(0), call.Text(2)], (arguments, row, output) =>
        {
            try
            {
                output.Set(row, Encoding.UTF8.GetBytes(Replace(regex, arguments, row)));
            }
            catch (RegexMatchTimeoutException)
            {
                throw arguments.Failure(row, RegexTimeout.Describe(regex));
            }
        });
    }

    private static string Replace(Regex regex, RowArguments arguments, int row)
    {
        var text = Encoding.UTF8.GetString(arguments.Text(0, row));
        var replacement = Encoding.UTF8.GetString(arguments.Text(1, row));

        // What stands for a group is never longer than the text.
        TextPieces.RequireRoom(arguments, row, (replacement.Count(static character => character == '$') * (long)text.Length) + replacement.Length);
        var length = (long)text.Length;
        return regex.Replace(text, match =>
        {
            var part = match.Result(replacement);
            TextPieces.RequireRoom(arguments, row, length += part.Length - match.Length);
            return part;
        });
    }

    /// <summary>The text of a group, 1 unless it is given; empty when there is no match.</summary>
    private static TextFunctionNode Extract(FunctionCall call)
    {
        var regex = Pattern(call);
        var groups = regex.GetGroupNumbers().Length;
        var group = call.Count == 3 ? call.Int32(2) : new ConstantNode(Core.DataType.Int32, 1);
        return new TextFunctionNode(call, [call.Text(0), group], (arguments, row, output) =>
        {
            var number = arguments.Value<int>(1, row);
            if (number < 0 || number >= groups)
            {
                throw arguments.Failure(row, $"the pattern has groups 0 to {groups - 1}, but group {number} is asked for.");
            }

            try
            {
                output.Set(row, Encoding.UTF8.GetBytes(regex.Match(Encoding.UTF8.GetString(arguments.Text(0, row))).Groups[number].Value));
            }
            catch (RegexMatchTimeoutException)
            {
                throw arguments.Failure(row, RegexTimeout.Describe(regex));
            }
        });
    }
}
