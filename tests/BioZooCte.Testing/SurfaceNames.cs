using System.Globalization;
using System.Reflection;

namespace BioZooCte.Testing;

/// <summary>Types and members as C# writes them, with nullability.</summary>
internal static class SurfaceNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(bool)] = "bool",
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
        [typeof(char)] = "char",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    /// <summary>A type's name with its type arguments, without its namespace.</summary>
    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        string mark = nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType ? "?" : "";
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, nullability);
        }

        if (Nullable.GetUnderlyingType(type) is Type value)
        {
            return Of(value) + "?";
        }

        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        }

        if (type.IsGenericType && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
        {
            return $"({string.Join(", ", Arguments(type, nullability))})";
        }

        string outer = type.DeclaringType is { } d && !type.IsGenericParameter ? Of(d) + "." : "";
        string name = Keywords.GetValueOrDefault(type) ?? type.Name.Split('`')[0];
        return type.IsGenericType
            ? $"{outer}{name}<{string.Join(", ", Arguments(type, nullability))}>{mark}"
            : $"{outer}{name}{mark}";
    }

    /// <summary>Parameters in their order, with defaults.</summary>
    public static string Of(IEnumerable<ParameterInfo> parameters)
    {
        NullabilityInfoContext context = new();
        return string.Join(", ", parameters.Select(p => Of(p, context)));
    }

    /// <summary>A constant as C# writes it.</summary>
    public static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Of(ParameterInfo parameter, NullabilityInfoContext context)
    {
        string how = parameter switch
        {
            { IsOut: true } => "out ",
            { IsIn: true, ParameterType.IsByRef: true } => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.GetCustomAttributesData().Any(a => a.AttributeType.Name.StartsWith(
                "ParamArray", StringComparison.Ordinal) || a.AttributeType.Name.StartsWith(
                "ParamCollection", StringComparison.Ordinal)) => "params ",
            _ => "",
        };
        string type = Of(parameter.ParameterType, context.Create(parameter));
        string value = parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue)}" : "";
        return $"{how}{type} {parameter.Name}{value}";
    }

    private static IEnumerable<string> Arguments(Type type, NullabilityInfo? nullability) =>
        type.GetGenericArguments().Select((argument, i) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i)));
}
