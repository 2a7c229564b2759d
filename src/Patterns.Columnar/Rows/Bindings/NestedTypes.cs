using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Patterns.Core;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>Bindings that are generic over a type found by reflection: enums, collections and nested row types.</summary>
internal static class NestedTypes
{
    private const string Trimming = "Property types of a row type that the application uses are kept with it; a nested type without public properties is reported by name.";
    private const string Compilation = "Instantiations over reference types share code that exists ahead of time; over value types they exist where the application uses them, else the runtime names the missing one.";

    /// <summary>The binding, or null when the column's type does not fit.</summary>
    public static ValueBinding? Find(BindingSite site, RowBinderOptions options)
    {
        var binding = FindCore(site, site.Value.CoreType, options);
        return binding is not null && Nullable.GetUnderlyingType(site.Value.Type) is { } type
            ? Close(typeof(NullableBinding<>), [type], site, binding)
            : binding;
    }

    /// <summary>The properties of a nested row type.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = Trimming)]
    public static RowShape ShapeOf(RowValue value, RowBinderOptions options) => RowShape.Of(value.CoreType, options);

    private static ValueBinding? FindCore(BindingSite site, Type type, RowBinderOptions options)
    {
        if (type.IsEnum)
        {
            return FindEnum(site, type, options);
        }

        if (site.Type is ListType list && RowCollections.IsList(type, out var elementType))
        {
            var elements = ValueBindings.Create(site.Value.Element(elementType), list.Element, site.Column + "[]", options);
            return Close(typeof(ListBinding<,>), [type, elementType], site, elements);
        }

        if (site.Type is MapType map && RowCollections.IsMap(type, out var keyType, out var valueType))
        {
            var keys = ValueBindings.Create(site.Value.Argument(keyType, 0), map.Key, site.Column + ".key", options);
            var values = ValueBindings.Create(site.Value.Argument(valueType, 1), map.Value, site.Column + ".value", options);
            return Close(typeof(MapBinding<,,>), [type, keyType, valueType], site, keys, values);
        }

        return site.Type is StructType fields && !RowCollections.IsList(type, out _) && !RowCollections.IsMap(type, out _, out _)
            ? Close(typeof(StructBinding<>), [type], site, Instantiate(typeof(RowMap<>), [type], [ShapeOf(site.Value, options), fields.Fields, site.Column + ".", options]))
            : null;
    }

    private static ValueBinding? FindEnum(BindingSite site, Type type, RowBinderOptions options)
    {
        if (site.Type.Kind == DataTypeKind.String)
        {
            return Close(typeof(EnumNameBinding<>), [type], site);
        }

        var number = type.GetEnumUnderlyingType();
        return site.Type.IsInteger
            ? Close(typeof(EnumNumberBinding<,>), [type, number], site, ValueBindings.Create(site.Value with { Type = number }, site.Type, site.Column, options))
            : null;
    }

    private static ValueBinding Close(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type definition, Type[] arguments, params object[] parameters)
        => (ValueBinding)Instantiate(definition, arguments, parameters);

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = Trimming)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Compilation)]
    private static object Instantiate(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type definition, Type[] arguments, object[] parameters)
        => definition.MakeGenericType(arguments).GetConstructors().Single().Invoke(BindingFlags.DoNotWrapExceptions, null, parameters, null);
}
