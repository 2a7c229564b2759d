using System.Runtime.CompilerServices;

namespace Patterns.Core;

/// <summary>
/// The rules for paths of objects: relative, <c>/</c>-separated, no empty segment, no <c>.</c> or <c>..</c> segment, no backslash, no
/// control character, well-formed Unicode. The same rules hold in every store, so that a path that works in one works in all.
/// </summary>
/// <remarks>Paths are compared by ordinal; nothing is normalised, trimmed, decoded or case-folded.</remarks>
public static class ObjectPath
{
    /// <summary>Whether the text is a path of an object.</summary>
    /// <param name="path">Text to test; empty is none.</param>
    public static bool IsValid(ReadOnlySpan<char> path) => FindProblem(path, partial: false) is null;

    /// <summary>The path itself, when it is one.</summary>
    /// <param name="path">Path of an object.</param>
    /// <param name="parameterName">Name of the argument in the error; the compiler fills it in.</param>
    /// <exception cref="ArgumentException">The text is no path of an object; the message says why.</exception>
    public static string Require(string path, [CallerArgumentExpression(nameof(path))] string? parameterName = null)
    {
        ArgumentNullException.ThrowIfNull(path, parameterName);
        return FindProblem(path, partial: false) is not { } problem
            ? path
            : throw new ArgumentException($"'{path}' is not the path of an object: {problem}.", parameterName);
    }

    /// <summary>The prefix itself, when some path of an object can start with it.</summary>
    /// <param name="prefix">Any string prefix; may be empty and need not end at a <c>/</c>.</param>
    /// <param name="parameterName">Name of the argument in the error; the compiler fills it in.</param>
    /// <exception cref="ArgumentException">No path can start like this; the message says why.</exception>
    public static string RequirePrefix(string prefix, [CallerArgumentExpression(nameof(prefix))] string? parameterName = null)
    {
        ArgumentNullException.ThrowIfNull(prefix, parameterName);
        return FindProblem(prefix, partial: true) is not { } problem
            ? prefix
            : throw new ArgumentException($"No path of an object starts with '{prefix}': {problem}.", parameterName);
    }

    /// <summary>The path of an object inside a folder.</summary>
    /// <param name="folder">Path of the folder without a <c>/</c> at its end; empty means the root of the store.</param>
    /// <param name="path">Path relative to the folder.</param>
    /// <exception cref="ArgumentException">One of the two is no path.</exception>
    public static string Combine(string folder, string path)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Length == 0 ? Require(path) : $"{Require(folder)}/{Require(path)}";
    }

    private static string? FindProblem(ReadOnlySpan<char> path, bool partial)
    {
        if (path.IsEmpty)
        {
            return partial ? null : "it is empty";
        }

        if (path[0] == '/')
        {
            return "it starts with '/', and paths are relative to the store";
        }

        return FindBadCharacter(path) ?? FindBadSegment(path, partial);
    }

    private static string? FindBadCharacter(ReadOnlySpan<char> path)
    {
        for (var index = 0; index < path.Length; index++)
        {
            var character = path[index];
            if (char.IsControl(character))
            {
                return $"it has the control character U+{(int)character:X4} at index {index}";
            }

            if (character == '\\')
            {
                return $"it has a backslash at index {index}, and segments are separated by '/'";
            }

            if (char.IsSurrogate(character))
            {
                if (index + 1 == path.Length || !char.IsSurrogatePair(character, path[index + 1]))
                {
                    return $"it has half of a surrogate pair at index {index}";
                }

                index++;
            }
        }

        return null;
    }

    private static string? FindBadSegment(ReadOnlySpan<char> path, bool partial)
    {
        foreach (var range in path.Split('/'))
        {
            if (partial && range.End.Value == path.Length)
            {
                return null;
            }

            switch (path[range])
            {
                case "":
                    return "it has an empty segment";
                case "." or "..":
                    return $"it has the segment '{path[range]}'";
            }
        }

        return null;
    }
}
