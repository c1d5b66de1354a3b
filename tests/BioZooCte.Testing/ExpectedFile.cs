using System.Text.Json;

namespace BioZooCte.Testing;

/// <summary>A JSON file of the reference folder that says what is expected of each case.</summary>
public static class ExpectedFile
{
    /// <summary>Stands for the cases of a file that is not there, so that the test itself can say so.</summary>
    public const string Missing = "(not here)";

    /// <summary>
    /// The names of the cases, one test each. Where the file is not there: one that <see cref="Read"/> makes
    /// inconclusive.
    /// </summary>
    public static IEnumerable<object[]> Cases(string relative)
    {
        if (SharedData.Find(relative) is not string path)
        {
            return [[Missing]];
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        object[][] cases = [.. Entries(document.RootElement).Select(p => new object[] { p.Name })];
        return cases.Length == 0 ? throw new InvalidDataException($"{relative} is there and yields no case.") : cases;
    }

    /// <summary>What a file says of a case: it fails where that is something which no test looks at.</summary>
    /// <param name="relative">The file.</param>
    /// <param name="name">The case.</param>
    /// <param name="known">The keys that tests hold a case to.</param>
    public static JsonElement Case(string relative, string name, params string[] known)
    {
        JsonElement stated = Read(relative).GetProperty(name);
        foreach (JsonProperty one in Entries(stated))
        {
            Assert.IsTrue(known.Contains(one.Name), $"{name}: no test knows '{one.Name}' of {relative}.");
        }

        return stated;
    }

    /// <summary>What an object of such a file states, without remarks.</summary>
    public static IEnumerable<JsonProperty> Entries(JsonElement stated) =>
        stated.EnumerateObject().Where(one => !one.Name.StartsWith('_'));

    /// <summary>The file's content.</summary>
    public static JsonElement Read(string relative)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(SharedData.Require(relative)));
        return document.RootElement.Clone();
    }
}
