using BioZooCte.Packages.Description;

using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace BioZooCte.Packages.Yaml;

/// <summary>
/// Tags: those of YAML's own types are obeyed, dates and binary data stay text, any other names a type of
/// some program, which is never made.
/// </summary>
internal static class YamlTags
{
    private const string Prefix = "tag:yaml.org,2002:";

    private static readonly string[] Known =
        ["str", "int", "float", "bool", "null", "seq", "map", "timestamp", "binary", "merge"];

    /// <summary>Whether a node with this tag is read for what it holds.</summary>
    public static bool IsKnown(TagName tag) =>
        tag.IsEmpty || tag.IsNonSpecific
        || (tag.Value.StartsWith(Prefix, StringComparison.Ordinal) && Known.Contains(
            tag.Value[Prefix.Length..]));

    /// <summary>The scalar's value by its tag, or by its text where it is plain and has none.</summary>
    public static RdfScalar Resolve(Scalar scalar, int line)
    {
        string tag = !scalar.Tag.IsEmpty && !scalar.Tag.IsNonSpecific ? scalar.Tag.Value : "";
        object? value = tag switch
        {
            Prefix + "int" or Prefix + "float" or Prefix + "bool" or Prefix + "null" =>
                YamlScalars.Resolve(scalar.Value),
            "" when scalar.Style == ScalarStyle.Plain && !scalar.Tag.IsNonSpecific =>
                YamlScalars.Resolve(scalar.Value),
            _ => scalar.Value,
        };
        return new RdfScalar(line, value, scalar.Value);
    }
}
