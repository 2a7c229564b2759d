using System.Reflection;
using System.Text;

namespace Patterns.Architecture.Tests.Api;

/// <summary>Prints the public surface of a package: types and members in ordinal order, so that equal surfaces give equal texts.</summary>
internal static class ApiText
{
    public static string Print(Package package)
    {
        var text = new StringBuilder($"namespace {package.Name}\n");
        foreach (var type in package.ExportedTypes.OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            text.Append('\n').Append(TypeText.Declare(type)).Append('\n');
            foreach (var member in MembersOf(type))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [];
        }

        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}");
        }

        return
        [
            .. Sorted(type.GetFields(Declared).Where(MemberVisibility.IsVisible), MemberText.Print),
            .. Sorted(type.GetConstructors(Declared).Where(MemberVisibility.IsVisible), MemberText.Print),
            .. Sorted(type.GetProperties(Declared).Where(MemberVisibility.IsVisible), MemberText.Print),
            .. Sorted(type.GetEvents(Declared).Where(MemberVisibility.IsVisible), MemberText.Print),
            .. Sorted(type.GetMethods(Declared).Where(MemberVisibility.IsVisible), MemberText.Print),
        ];
    }

    private static IEnumerable<string> Sorted<T>(IEnumerable<T> members, Func<T, string> print)
        where T : MemberInfo
        => members.Select(member => (member.Name, Text: print(member)))
            .OrderBy(static member => member.Name, StringComparer.Ordinal)
            .ThenBy(static member => member.Text, StringComparer.Ordinal)
            .Select(static member => member.Text);
}
