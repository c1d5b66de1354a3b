using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace BioZooCte.Testing;

/// <summary>Prints what of an assembly a caller sees, in an order that does not change by itself.</summary>
internal static class SurfacePrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The members that a record gets by itself; they say nothing.</summary>
    private static readonly HashSet<string> Synthesized =
        ["<Clone>$", "PrintMembers", "op_Equality", "op_Inequality", "Equals", "GetHashCode", "Deconstruct",
            "EqualityContract"];

    /// <summary>The text: a block for each type, a line for each member.</summary>
    public static string Print(Assembly assembly)
    {
        StringBuilder text = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            text.Append(Heading(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Heading(Type type)
    {
        bool isRecord = type.GetMethod("PrintMembers", Declared) is not null;
        string kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => isRecord ? "record struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => isRecord ? "abstract record" : "abstract class",
            { IsSealed: true } => isRecord ? "sealed record" : "sealed class",
            _ => isRecord ? "record" : "class",
        };
        string[] bases = type.IsEnum ? [] : [.. Bases(type)];
        string heading = $"{kind} {type.Namespace}.{SurfaceNames.Of(type)}";
        return bases.Length > 0 ? $"{heading} : {string.Join(", ", bases)}" : heading;
    }

    private static IEnumerable<string> Bases(Type type)
    {
        if (type.BaseType is Type parent && parent != typeof(object) && parent != typeof(ValueType))
        {
            yield return SurfaceNames.Of(parent);
        }

        Type[] inherited = type.BaseType?.GetInterfaces() ?? [];
        IEnumerable<string> names = type.GetInterfaces().Except(inherited)
            .Where(i => i.IsVisible && !(i.Name == "IEquatable`1" && i.GenericTypeArguments[0] == type))
            .Select(i => SurfaceNames.Of(i));
        foreach (string name in names.Order(StringComparer.Ordinal))
        {
            yield return name;
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(
                n => $"{Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)} {n}");
        }

        return type.GetMembers(Declared).Select(Line).OfType<string>();
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo c when IsVisible(c) && !c.IsStatic =>
            $"{Access(c)}{c.DeclaringType!.Name.Split('`')[0]}({SurfaceNames.Of(c.GetParameters())})",
        MethodInfo m when IsVisible(m) && !IsAccessor(m) && !IsSynthesized(m) => Method(m),
        PropertyInfo p when !Synthesized.Contains(p.Name) => Property(p),
        FieldInfo { IsPublic: true } f => Field(f),
        _ => null,
    };

    private static string Method(MethodInfo m)
    {
        string type = SurfaceNames.Of(m.ReturnType, new NullabilityInfoContext().Create(m.ReturnParameter));
        string arguments = m.IsGenericMethod
            ? $"<{string.Join(", ", m.GetGenericArguments().Select(a => SurfaceNames.Of(a)))}>" : "";
        return $"{Access(m)}{type} {m.Name}{arguments}({SurfaceNames.Of(m.GetParameters())})";
    }

    private static string? Property(PropertyInfo p)
    {
        MethodInfo? getter = p.GetMethod is { } g && IsVisible(g) ? g : null;
        MethodInfo? setter = p.SetMethod is { } s && IsVisible(s) ? s : null;
        if ((getter ?? setter) is not MethodInfo accessor)
        {
            return null;
        }

        string type = SurfaceNames.Of(p.PropertyType, new NullabilityInfoContext().Create(p));
        string index = p.GetIndexParameters() is { Length: > 0 } i ? $"[{SurfaceNames.Of(i)}]" : "";
        bool isInit =
            setter?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string set = setter is null ? "" : isInit ? "init; " : "set; ";
        string accessors = (getter is null ? "" : "get; ") + set;
        string required = p.GetCustomAttribute<RequiredMemberAttribute>() is null ? "" : "required ";
        return $"{Access(accessor)}{required}{type} {(index.Length > 0 ? "this" : p.Name)}{index} {{ {accessors}}}";
    }

    private static string Field(FieldInfo f) => f.IsLiteral
        ? $"const {SurfaceNames.Of(f.FieldType)} {f.Name} = {SurfaceNames.Literal(f.GetRawConstantValue())}"
        : $"{(f.IsStatic ? "static " : "")}{SurfaceNames.Of(f.FieldType)} {f.Name}";

    private static string Access(MethodBase m) =>
        (m.IsFamily || m.IsFamilyOrAssembly ? "protected " : "") + (m.IsStatic ? "static " : "")
        + (m.IsAbstract && !m.DeclaringType!.IsInterface ? "abstract " : "");

    private static bool IsVisible(MethodBase m) => m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo m) =>
        m.IsSpecialName && !m.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsSynthesized(MethodInfo m) => Synthesized.Contains(m.Name)
        || (m.Name == "ToString" && m.GetParameters().Length == 0 && m.GetBaseDefinition() != m);
}
