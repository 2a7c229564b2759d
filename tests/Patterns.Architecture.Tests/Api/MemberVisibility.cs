using System.Reflection;
using System.Runtime.CompilerServices;

namespace Patterns.Architecture.Tests.Api;

/// <summary>
/// Which members users can see and somebody wrote: public ones, protected ones of types that can be derived from, neither what the
/// compiler adds to records nor the overrides of <see cref="object"/>.
/// </summary>
internal static class MemberVisibility
{
    public static bool IsVisible(FieldInfo field) => field.IsPublic || (field.IsFamily && CanDerive(field));

    public static bool IsVisible(ConstructorInfo constructor) => IsVisible((MethodBase)constructor);

    public static bool IsVisible(PropertyInfo property)
        => property.Name != "EqualityContract" && property.GetAccessors(nonPublic: true).Any(IsVisibleAccessor);

    public static bool IsVisible(EventInfo @event) => IsVisible((MethodBase)@event.AddMethod!);

    public static bool IsVisible(MethodInfo method)
        => IsVisible((MethodBase)method)
            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
            && !method.IsDefined(typeof(CompilerGeneratedAttribute))
            && method.GetBaseDefinition().DeclaringType != typeof(object);

    /// <summary>Accessors are judged one by one: a property may be read by all and set by few.</summary>
    public static bool IsVisibleAccessor(MethodInfo accessor) => IsVisible((MethodBase)accessor);

    private static bool IsVisible(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && CanDerive(method));

    private static bool CanDerive(MemberInfo member) => !member.DeclaringType!.IsSealed;
}
