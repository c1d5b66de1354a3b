using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace BioZooCte.Testing;

/// <summary>Holds what an assembly shows to its callers.</summary>
public static class PublicSurface
{
    /// <summary>With this environment variable at 1 the approved file is written instead of compared.</summary>
    public const string ApproveVariable = "BIOZOOCTE_APPROVE";

    /// <summary>
    /// Fails with the lines that differ where the printed surface is not the approved one; what was printed then
    /// stands beside it, as <c>.received.txt</c>.
    /// </summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="approvedFile">Relative to the repository.</param>
    public static void AssertApproved(Assembly assembly, string approvedFile)
    {
        string printed = SurfacePrinter.Print(assembly);
        string path = Path.Combine(SharedData.RepositoryRoot, approvedFile);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            File.WriteAllText(path, printed);
        }

        string approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        string received = path.Replace(".approved.", ".received.", StringComparison.Ordinal);
        if (printed == approved)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, printed);
        Assert.Fail(
            $"The public surface differs from {approvedFile} (- approved, + found); "
            + $"{ApproveVariable}=1 approves it:\n{string.Join('\n', Difference(approved, printed))}");
    }

    /// <summary>Fails with the public classes that a caller could derive from by accident.</summary>
    public static void AssertClosed(Assembly assembly)
    {
        string[] open = [.. assembly.GetExportedTypes()
            .Where(t => t.IsClass && !t.IsSealed && !t.IsAbstract).Select(t => t.FullName!)];
        Assert.AreEqual("", string.Join(", ", open), "Classes that are neither sealed, abstract nor static.");
    }

    /// <summary>Fails with the public members that have no text in the documentation file.</summary>
    public static void AssertDocumented(Assembly assembly)
    {
        XDocument file = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        HashSet<string> documented = [.. file.Descendants("member")
            .Where(m => m.Element("inheritdoc") is not null
                || !string.IsNullOrWhiteSpace(m.Element("summary")?.Value))
            .Select(m => m.Attribute("name")!.Value.Split('(')[0])];
        string[] missing =
            [.. assembly.GetExportedTypes().SelectMany(IdentifiersOf).Where(id => !documented.Contains(id))];
        Assert.AreEqual("", string.Join(", ", missing), "Members without documentation.");
    }

    private static IEnumerable<string> IdentifiersOf(Type type)
    {
        string name = type.FullName!.Replace('+', '.');
        const BindingFlags Own =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<string> properties = type.GetProperties(Own)
            .Where(p => !IsPositional(type, p))
            .Select(p => p.GetIndexParameters().Length > 0 ? $"P:{name}.Item" : $"P:{name}.{p.Name}");
        IEnumerable<string> methods = type.GetMethods(Own)
            .Where(m => !m.IsSpecialName && m.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
            .Select(m => $"M:{name}.{m.Name}" + (m.IsGenericMethod ? $"``{m.GetGenericArguments().Length}" : ""))
            .Where(id => !type.IsSubclassOf(typeof(Delegate)));
        return properties.Concat(methods).Prepend($"T:{name}");
    }

    /// <summary>A positional record's properties are documented by the type's parameters.</summary>
    private static bool IsPositional(Type type, PropertyInfo property) =>
        type.GetMethods().Where(m => m.Name == "Deconstruct")
            .Any(m => m.GetParameters().Any(p => p.Name == property.Name));

    private static IEnumerable<string> Difference(string approved, string printed)
    {
        string[] before = [.. WithTypes(approved)];
        string[] after = [.. WithTypes(printed)];
        return before.Except(after).Select(l => $"- {l}").Concat(after.Except(before).Select(l => $"+ {l}"));
    }

    /// <summary>Each member behind its type: many types have members that read the same.</summary>
    private static IEnumerable<string> WithTypes(string surface)
    {
        string type = "";
        foreach (string line in surface.Split('\n').Where(l => l.Length > 0))
        {
            bool isMember = line.StartsWith(' ');
            type = isMember ? type : line;
            yield return isMember ? $"{type.Split(" : ")[0]}: {line.Trim()}" : line;
        }
    }
}
