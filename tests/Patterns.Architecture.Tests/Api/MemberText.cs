using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Patterns.Architecture.Tests.Api;

/// <summary>Prints members much as C# declares them, without their bodies.</summary>
internal static class MemberText
{
    public static string Print(FieldInfo field)
        => field.IsLiteral
            ? $"{Access(field.IsPublic)}const {TypeText.Name(field.FieldType)} {field.Name} = {Literal(field.GetRawConstantValue())}"
            : $"{Access(field.IsPublic)}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeText.Name(field.FieldType)} {field.Name}";

    public static string Print(ConstructorInfo constructor)
        => $"{Access(constructor.IsPublic)}{TypeText.SimpleName(constructor.DeclaringType!)}({Parameters(constructor)})";

    public static string Print(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(MemberVisibility.IsVisibleAccessor).ToArray();
        var name = property.GetIndexParameters() is { Length: > 0 } parameters ? $"this[{string.Join(", ", parameters.Select(Print))}]" : property.Name;
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Modifiers(accessors[0])}{required}{TypeText.Name(property.PropertyType)} {name} {{ {string.Join(" ", accessors.Select(Accessor))} }}";
    }

    public static string Print(EventInfo @event)
        => $"{Modifiers(@event.AddMethod!)}event {TypeText.Name(@event.EventHandlerType!)} {@event.Name}";

    public static string Print(MethodInfo method)
    {
        var generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(static type => type.Name))}>" : "";
        var extends = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return $"{Modifiers(method)}{TypeText.Name(method.ReturnType)} {method.Name}{generics}({extends}{Parameters(method)})";
    }

    private static string Accessor(MethodInfo accessor)
    {
        var isInit = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return accessor.ReturnType != typeof(void) ? "get;" : isInit ? "init;" : "set;";
    }

    private static string Access(bool isPublic) => isPublic ? "" : "protected ";

    private static string Modifiers(MethodBase method)
    {
        var access = Access(method.IsPublic);
        if (method.IsStatic)
        {
            return $"{access}static ";
        }

        if (method.DeclaringType!.IsInterface)
        {
            return access;
        }

        var overrides = method is MethodInfo info && info.GetBaseDefinition() != info;
        var closes = method.IsFinal && !method.DeclaringType.IsSealed;
        return access + (method.IsAbstract, overrides, method.IsVirtual && !method.IsFinal) switch
        {
            (true, true, _) => "abstract override ",
            (true, false, _) => "abstract ",
            (false, true, _) => closes ? "sealed override " : "override ",
            (false, false, true) => "virtual ",
            _ => "",
        };
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Print));

    private static string Print(ParameterInfo parameter)
    {
        var direction = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) => "params ",
            _ => "",
        };
        var type = parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var value = parameter.HasDefaultValue ? $" = {Default(parameter, type)}" : "";
        return $"{direction}{TypeText.Name(type)} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter, Type type)
    {
        var value = parameter.RawDefaultValue;
        var underlying = Nullable.GetUnderlyingType(type) ?? type;
        return value is not null && underlying.IsEnum ? $"{underlying.Name}.{Enum.ToObject(underlying, value)}"
            : value is null && type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default"
            : Literal(value);
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        char letter => $"'{letter}'",
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
