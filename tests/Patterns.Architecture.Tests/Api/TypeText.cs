using System.Reflection;

namespace Patterns.Architecture.Tests.Api;

/// <summary>Prints names and declarations of types much as C# does.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>The name as in a signature, without namespaces.</summary>
    public static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.HasElementType)
        {
            var element = Name(type.GetElementType()!);
            return type.IsArray ? $"{element}[{new string(',', type.GetArrayRank() - 1)}]" : type.IsByRef ? $"ref {element}" : $"{element}*";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Name(underlying)}?";
        }

        var name = type.IsGenericParameter ? type.Name : SimpleName(type) + Arguments(type);
        return type is { IsNested: true, IsGenericParameter: false } ? $"{SimpleName(type.DeclaringType!)}.{name}" : name;
    }

    /// <summary>The name alone, without type arguments.</summary>
    public static string SimpleName(Type type)
    {
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type.Name : type.Name[..tick];
    }

    /// <summary>The first line of a declaration: modifiers, kind, name, base and interfaces.</summary>
    public static string Declare(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return $"delegate {MemberText.Print(type.GetMethod("Invoke")!).Replace(" Invoke", $" {Name(type)}", StringComparison.Ordinal).Replace("virtual ", "", StringComparison.Ordinal)}";
        }

        var bases = Bases(type).Select(Name).ToArray();
        return $"{Modifiers(type)}{Kind(type)} {Name(type)}{(bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}")}";
    }

    private static string Arguments(Type type)
        => type.IsGenericType && type.GetGenericArguments() is { Length: > 0 } arguments ? $"<{string.Join(", ", arguments.Select(Name))}>" : "";

    private static string Modifiers(Type type)
    {
        if (type.IsValueType)
        {
            return (type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "");
        }

        return type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsInterface ? ""
            : type.IsAbstract ? "abstract "
            : type.IsSealed ? "sealed " : "";
    }

    private static string Kind(Type type)
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var record = type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", Hidden) is not null) ? "record " : "";
        return type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? $"{record}struct" : $"{record}class";
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        if (type.IsEnum)
        {
            return [];
        }

        var inherited = (type.BaseType?.GetInterfaces() ?? []).Concat(type.GetInterfaces().SelectMany(static @interface => @interface.GetInterfaces()));
        var own = type.GetInterfaces().Except(inherited).Where(static @interface => @interface.IsPublic).OrderBy(Name, StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? own.Prepend(parent) : own;
    }
}
