using System.Text.Json;

using BioZooCte.Testing;

namespace BioZooCte.Tests.Images;

/// <summary>An image file of the reference folder, with what it has to read to.</summary>
internal sealed record GoldenImage(string Name, string Path, JsonElement Expected)
{
    public string? Error => Text("error");

    public string Axes => Text("axes") ?? "";

    public bool IsArray => Path.EndsWith(".npy", StringComparison.Ordinal);

    public int[] Shape => [.. Expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];

    public string? Text(string name) =>
        Expected.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    public override string ToString() => Name;

    /// <summary>
    /// The cases of goldens/images: made ones, whose keys lie under images/, and real ones.
    /// </summary>
    public static IReadOnlyList<GoldenImage> All(string file)
    {
        string path = SharedData.Require($"goldens/images/{file}");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        string folder = file == "images.json" ? SharedData.Require("images") : SharedData.Root!;
        return SharedData.RequireCases(
            $"goldens/images/{file}",
            document.RootElement.EnumerateObject()
                .Where(entry => !entry.Name.StartsWith('_'))
                .Select(e => new GoldenImage(e.Name, System.IO.Path.Combine(folder, e.Name), e.Value.Clone())));
    }
}
